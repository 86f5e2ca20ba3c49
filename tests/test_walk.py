"""The walk's laws, over generated lists: nothing missed, nothing twice, bounded requests, gaps never closed falsely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Entry, Listing, PageRequest
from crawler.walk import Walk

HOST = "https://kjj.example.gov.cn"
SIZE = 5


@dataclass
class Server:
    """A list on a server: posts newest first, pinned ones on top of every page that the theme pins them on."""

    posts: list[int]
    pinned: tuple[int, ...] = ()
    size: int = SIZE
    totals: bool = False
    asked: int = 0

    def page(self, number: int) -> Listing:
        """Page 1, 2, …; beyond the last one it is empty."""
        self.asked += 1
        shown = [post for post in self.posts if post not in self.pinned]
        count = max(1, -(-len(shown) // self.size))
        part = [*(self.pinned if number == 1 else ()), *shown[(number - 1) * self.size : number * self.size]]
        return Listing(
            url=f"{HOST}/list_{number}.html",
            entries=tuple(Entry(f"{HOST}/art/{post}.html", f"第{post}篇", pinned=post in self.pinned) for post in part),
            next=(PageRequest(f"{HOST}/list_{number + 1}.html"),) if number < count else (),
            total_pages=count if self.totals else None,
            total_entries=len(self.posts) if self.totals else None,
        )


@dataclass
class Memory:
    """What the ledger remembers of a channel between walks."""

    walk_of: dict[str, int] = field(default_factory=dict)
    walk: int = 0
    closed: int = 0
    last_start: tuple[str, ...] = ()

    def run(
        self, server: Server, *, budget: int = 1000, die_after: int | None = None, full: bool = False,
        between: Callable[[int], None] = lambda _: None,
    ) -> str | None:  # fmt: skip
        """One walk; None when it died."""
        self.walk += 1
        number = self.walk
        walk = Walk(
            identify=lambda url: url,
            on_known_ground=lambda identity: (self.walk_of.get(identity) or number) <= self.closed,
            budget=budget,
            full=full,
            last_start=self.last_start,
        )
        page = 1
        listing = server.page(page)
        while True:
            step = walk.take(listing)
            listed = [identity for identity, _ in step.fresh]
            assert len(set(listed)) == len(listed), "an entry twice"
            for identity in listed:
                self.walk_of.setdefault(identity, number)
            stop = step.stop
            if stop:
                break
            if die_after is not None and page >= die_after:
                return None
            between(page)
            page += 1
            listing = server.page(page)
            verdict = walk.judge(listing)
            if verdict != "new":
                stop = "end" if verdict == "empty" else verdict
                break
        if walk.closes(stop):
            self.closed, self.last_start = number, walk.start
        return stop

    @property
    def posts(self) -> set[int]:
        return {int(url.rpartition("/")[2].removesuffix(".html")) for url in self.walk_of}


lists = st.integers(0, 60).map(lambda count: list(range(count, 0, -1)))
deaths = st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(1, 6)), max_size=6)


@given(lists, st.booleans())
@settings(deadline=None)
def test_a_first_walk_sees_every_post_with_one_request_a_page(posts: list[int], totals: bool) -> None:
    server, memory = Server(posts, totals=totals), Memory()
    memory.run(server)
    assert memory.posts == set(posts)
    assert server.asked == max(1, -(-len(posts) // SIZE))


@given(lists, st.integers(0, 30))
@settings(deadline=None)
def test_a_second_walk_asks_for_the_new_pages_and_at_most_one_known_one(posts: list[int], new: int) -> None:
    server, memory = Server(posts), Memory()
    memory.run(server)
    server.posts = list(range(len(posts) + new, 0, -1))
    server.asked = 0
    memory.run(server)
    assert memory.posts == set(server.posts)
    assert server.asked <= -(-new // SIZE) + 1
    server.asked = 0
    memory.run(server)
    assert server.asked == 1


@given(lists, st.sets(st.integers(1, 60), max_size=4), st.integers(0, 12))
@settings(deadline=None)
def test_pinned_posts_hide_nothing(posts: list[int], pinned: set[int], new: int) -> None:
    server = Server(posts, pinned=tuple(sorted(pinned & set(posts))))
    memory = Memory()
    memory.run(server)
    server.posts = list(range(len(posts) + new, 0, -1))
    memory.run(server)
    assert memory.posts == set(server.posts)


@given(lists, deaths)
@settings(deadline=None, max_examples=200)
def test_walks_that_died_never_close_the_gap_behind_them(posts: list[int], runs: list[tuple[int, int | None]]) -> None:
    """Posts come, walks die anywhere; one whole walk then knows everything."""
    server, memory = Server(posts), Memory()
    top = len(posts)
    for new, death in runs:
        top += new
        server.posts = list(range(top, 0, -1))
        memory.run(server, die_after=death)
    assert memory.run(server) in ("end", "known", "empty")
    assert memory.posts == set(server.posts)


@given(lists, st.lists(st.integers(1, 6), min_size=1, max_size=4))
@settings(deadline=None)
def test_walks_stopped_by_their_budget_leave_a_gap_that_is_known(posts: list[int], budgets: list[int]) -> None:
    server, memory = Server(posts), Memory()
    for budget in budgets:
        server.asked = 0
        stop = memory.run(server, budget=budget)
        assert server.asked <= budget
        assert stop != "limit" or memory.closed == 0
    memory.run(server)
    assert memory.posts == set(posts)


@given(lists, st.integers(1, SIZE - 1), st.integers(1, 5))
@settings(deadline=None)
def test_a_list_that_moves_on_while_it_is_walked_loses_nothing(posts: list[int], new: int, at: int) -> None:
    server, memory = Server(posts), Memory()

    def publish(page: int) -> None:
        if page == at:
            server.posts = [*range(server.posts[0] + new, server.posts[0], -1), *server.posts]

    memory.run(server, between=publish)
    assert set(posts) <= memory.posts
    memory.run(server)
    assert memory.posts == set(server.posts)


@given(lists)
@settings(deadline=None)
def test_a_full_walk_goes_to_the_end_whatever_it_knows(posts: list[int]) -> None:
    server, memory = Server(posts), Memory()
    memory.run(server)
    server.asked = 0
    memory.run(server, full=True)
    assert server.asked == max(1, -(-len(posts) // SIZE))


def entries(*posts: int) -> tuple[Entry, ...]:
    return tuple(Entry(f"{HOST}/art/{post}.html", f"第{post}篇") for post in posts)


def fresh_walk(**other: object) -> Walk:
    values: dict[str, object] = {"identify": lambda url: url, "on_known_ground": lambda _: False, "budget": 50}
    return Walk(**(values | other))  # type: ignore[arg-type]


def follow(walk: Walk, serve: Callable[[int], Listing], limit: int = 500) -> tuple[str | None, int]:
    """Take pages from a server that answers anything; gives the stop and the number of requests."""
    for number in range(1, limit + 1):
        listing = serve(number)
        if number > 1 and (verdict := walk.judge(listing)) != "new":
            return verdict, number
        step = walk.take(listing)
        if step.stop:
            return step.stop, number
    raise AssertionError("the walk does not end")


def page(number: int, *posts: int, **other: object) -> Listing:
    following = (PageRequest(f"{HOST}/list_{number + 1}.html"),)
    return replace(Listing(url=f"{HOST}/list_{number}.html", entries=entries(*posts), next=following), **other)  # type: ignore[arg-type]


def test_a_server_that_answers_every_page_with_the_first_is_left_soon() -> None:
    _, asked = follow(fresh_walk(), lambda number: page(number, 3, 2, 1))
    assert asked <= 3


def test_a_pager_that_leads_in_a_circle_ends() -> None:
    pages = [(9, 8, 7), (6, 5, 4), (3, 2, 1)]
    _, asked = follow(fresh_walk(), lambda number: page(number, *pages[(number - 1) % 3]))
    assert asked <= 5


def test_an_endless_list_is_stopped_by_the_budget() -> None:
    stop, asked = follow(fresh_walk(budget=20), lambda number: page(number, number * 2, number * 2 + 1))
    assert (stop, asked) == ("limit", 20)


def test_shells_in_shells_end() -> None:
    _, asked = follow(fresh_walk(budget=20), lambda number: page(number, entries_elsewhere=True))
    assert asked <= 21


def test_pages_of_broken_links_only_are_bounded_too() -> None:
    stop, asked = follow(fresh_walk(budget=20), lambda number: page(number, problems=("javascript:x",)))
    assert stop and asked <= 20


def test_an_entry_twice_on_one_page_is_one() -> None:
    step = fresh_walk().take(page(1, 3, 2, 3, 1))
    assert [identity.rpartition("/")[2] for identity, _ in step.fresh] == ["3.html", "2.html", "1.html"]


def test_a_list_far_below_its_promise_is_reported_and_closes_nothing() -> None:
    walk = fresh_walk()
    step = walk.take(page(1, *range(20), next=(), total_entries=300))
    assert step.stop == "end"
    assert walk.shortfall("end") and not walk.closes("end")


def test_a_promise_kept_but_for_a_few_is_kept() -> None:
    walk = fresh_walk()
    walk.take(page(1, *range(298), next=(), total_entries=300, total_pages=1))
    assert walk.shortfall("end") is None and walk.closes("end")


def test_an_empty_list_is_empty_and_closes_nothing() -> None:
    walk = fresh_walk()
    assert walk.take(page(1)).stop == "empty"
    assert not walk.closes("empty")


def test_posts_deleted_in_mid_walk_leave_the_gap_open_and_the_next_walk_finds_what_they_hid() -> None:
    server, memory = Server(list(range(30, 0, -1)), totals=True), Memory()

    def delete_on_page_3(number: int) -> None:
        if number == 3:
            server.posts = [post for post in server.posts if post not in (29, 28)]

    memory.run(server, between=delete_on_page_3)
    assert memory.closed == 0
    memory.run(server)
    listed = {int(url.rpartition("/")[2].removesuffix(".html")) for url in memory.walk_of}
    assert set(server.posts) <= listed
    assert memory.closed == memory.walk
