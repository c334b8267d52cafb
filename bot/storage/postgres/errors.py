"""PostgreSQL's errors as one line for the operator, which names the setting and the remedy, but not the password."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import asyncpg

from bot.domain.errors import StorageError


class ConnectionLostError(ConnectionError):
    """A connection could not be made or broke. If that was before the commit, the transaction can be repeated."""


# The server refused or ended the connection, or it never came about.
CONNECTION_ERRORS = (
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)
# Whatever the driver raises. After a broken connection it has been seen to raise InternalClientError.
DATABASE_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
# Errors that the values of a statement cause. The driver raises a ValueError for a value that does not fit its column.
ROW_FAULTS = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, ValueError)
# Another transaction was first. A unique violation is among them, because the repetition may find the other's row. A
# statement that was prepared before a newer bot migrated its table is, too: the driver prepares it anew.
CONFLICTS = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.UniqueViolationError,
    asyncpg.InvalidCachedStatementError,
)


@contextmanager
def driver_errors() -> Iterator[None]:
    """Raise ``ConnectionLostError`` for whatever the driver raises about a connection: it has no one class for that.

    Only around calls of the driver: what a unit of work decides may raise ``OSError`` for reasons of its own.
    """
    try:
        yield
    except TimeoutError:
        raise
    except (*CONNECTION_ERRORS, OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        if isinstance(error, ValueError):  # a value that does not fit its column
            raise
        raise ConnectionLostError(_one_line(error)) from error


def is_row_fault(error: Exception) -> bool:
    """Whether the content of a row can be the cause of ``error``, rather than the state of the database."""
    return isinstance(error, ROW_FAULTS) or not isinstance(
        error, asyncpg.PostgresError | ConnectionLostError | TimeoutError | MemoryError
    )


def described(error: BaseException, url: str) -> StorageError:
    """The error for the operator."""
    name = public_name(url)
    if remedy := _url_remedy(error, url):
        return StorageError(f"DATABASE_URL: {remedy.format(name=name)} ({_one_line(error)})")
    for kinds, remedy in _REMEDIES:
        if isinstance(error, kinds):
            return StorageError(f"DATABASE_URL: {remedy.format(name=name)} ({_one_line(error)})")
    return StorageError(f"DATABASE_URL: the database {name} failed: {_one_line(error)}")


def _url_remedy(error: BaseException, url: str) -> str:
    """What to do about an error that is about TLS, a parameter of the URL or pg_hba.conf; empty for any other.

    The driver tells these apart by their words alone.
    """
    words = str(error)
    if isinstance(error, asyncpg.ClientConfigurationError):
        for parameter, remedy in _PARAMETER_REMEDIES.items():
            if parameter in words:
                return remedy
    if isinstance(error, ConnectionError) and "SSL upgrade" in words:
        return "{name} does not offer TLS; turn ssl on there, or use another sslmode in the URL"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the certificate of {name} is not trusted; name its root certificate with sslrootcert=FILE in the URL"
    if isinstance(error, ssl.SSLError) or (isinstance(error, _FILE_ERRORS) and _TLS_FILE.search(url)):
        return "TLS with {name} fails; correct sslmode, sslrootcert, sslcert and sslkey in the URL"
    if "no pg_hba.conf entry" in words:
        return "{name} does not admit this user from here; add a line to its pg_hba.conf, or sslmode=require to the URL"
    return ""


_FILE_ERRORS = (FileNotFoundError, PermissionError, IsADirectoryError)
_TLS_FILE = re.compile(r"[?&]ssl(?:rootcert|cert|key|crl)=")
_PARAMETER_REMEDIES = {
    "certificate": (
        "its sslmode needs a root certificate; name one with sslrootcert=FILE in the URL, or use sslmode=require"
    ),
    "sslmode": "its sslmode must be one of disable, allow, prefer, require, verify-ca and verify-full",
    "target_session_attrs": (
        "its target_session_attrs must be one of any, primary, standby, read-write, read-only and prefer-standby"
    ),
}


def public_name(url: str) -> str:
    """The database without user and password."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "postgresql://..."
    return f"postgresql://{parts.hostname or ''}{port}{parts.path}"


def _one_line(error: BaseException) -> str:
    """The error's words, unless they may quote a value: that is, what a person wrote, their number, or a password."""
    if isinstance(error, ROW_FAULTS) and not isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return type(error).__name__
    words = error.args[0] if isinstance(error, asyncpg.PostgresError) and error.args else error  # without its DETAIL
    return " ".join(str(words).split()) or type(error).__name__


_REMEDIES: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    (
        (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError),
        "{name} rejects the user or the password; correct them in the URL",
    ),
    ((asyncpg.InvalidCatalogNameError,), "there is no such database as {name}; create it, for example with createdb"),
    (
        (asyncpg.InsufficientPrivilegeError, asyncpg.InvalidSchemaNameError),
        "the user of {name} lacks rights; make it the owner of the database, or GRANT ALL ON SCHEMA public to it",
    ),
    (
        (asyncpg.ReadOnlySQLTransactionError,),
        "{name} is a read-only replica; name the primary server",
    ),
    (
        (asyncpg.TooManyConnectionsError,),
        "{name} has no connection left; raise its max_connections or lower BOT_DATABASE_CONNECTIONS",
    ),
    ((asyncpg.DiskFullError,), "the disk of {name} is full; free some space"),
    (
        (asyncpg.QueryCanceledError, asyncpg.LockNotAvailableError),
        "{name} is too slow: a statement took longer than BOT_DATABASE_STATEMENT_SECONDS",
    ),
    ((TimeoutError,), "{name} does not answer in time, or all BOT_DATABASE_CONNECTIONS connections are busy"),
    (CONNECTION_ERRORS, "the connection to {name} was refused or lost; start PostgreSQL or correct the URL"),
    ((OSError,), "{name} cannot be reached; start PostgreSQL or correct the URL"),
    (
        (asyncpg.ClientConfigurationError, ValueError),
        "not a usable URL, it must be like postgresql://user:password@host/name",
    ),
)
