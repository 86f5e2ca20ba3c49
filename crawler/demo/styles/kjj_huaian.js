// Draws the pager: page 1 is stem.html, page n is stem_n.html.
function nsetpage(current, total, size, stem, suffix) {
  var pages = Math.ceil(total / size), out = "";
  for (var n = 1; n <= pages; n++) {
    var file = (n === 1 ? stem : stem + "_" + n) + "." + suffix;
    out += n === current ? "<b>" + n + "</b>" : '<a href="' + file + '">' + n + "</a>";
  }
  document.write(out + " 共" + total + "条");
}
