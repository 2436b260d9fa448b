"""The measure of growth that other tests rely on."""

from tests.support.growth import grows_evenly


def test_work_that_grows_with_the_square_of_the_size_is_noticed() -> None:
    assert not grows_evenly(
        lambda share: sum(1 for _ in range(int(6000 * share)) for _ in range(int(6000 * share)))
    )


def test_work_that_grows_as_the_size_does_is_fine() -> None:
    assert grows_evenly(lambda share: sum(range(int(40_000_000 * share))))
