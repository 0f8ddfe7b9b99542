"""The workers of a Dask cluster as an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.errors import WorkerError

if TYPE_CHECKING:
    from distributed import Client


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """Connect to a Dask cluster.

    Args:
        address: address of its scheduler, for example ``tcp://192.0.2.1:8786``.

    Yields:
        An executor whose tasks run on the cluster's workers.  A function that several tasks call is sent to each
        worker once, with all that is bound to it by `functools.partial`.

    Raises:
        WorkerError: Dask is not installed, or no scheduler answers at the address.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise WorkerError(
            "A cluster needs Dask, which is not installed. Run: pip install 'anthology-review[dask]'"
        ) from error
    try:
        client = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise WorkerError(
            f"{address}: no Dask scheduler answers there ({error}). Start one with `dask scheduler`."
        ) from error
    with client:
        yield _ClusterExecutor(client)


class _ClusterExecutor(Executor):
    def __init__(self, client: Client) -> None:
        self._client = client
        self._executor = client.get_executor(  # type: ignore[no-untyped-call]
            pure=False  # or Dask would compute a hash of each task's data
        )
        self._sent: dict[Callable[..., Any], Any] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn not in self._sent:
            self._sent[fn] = self._client.scatter(  # type: ignore[no-untyped-call]
                fn, broadcast=True, hash=False
            )
        future: Future[Any] = self._executor.submit(_call, self._sent[fn], *args, **kwargs)
        return future


def _call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)
