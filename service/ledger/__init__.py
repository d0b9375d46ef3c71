"""What the service itself remembers: keys, feedback and questions, in a file beside the catalog.

Apart from the catalog, since that is what the index knows and may be built anew or copied, and
since a feedback must not wait for an ingest.
"""

from service.ledger.errors import (
    LedgerCorrupt,
    LedgerError,
    LedgerOutdated,
    LedgerReadOnly,
    LedgerUnavailable,
)
from service.ledger.ledger import Ledger

__all__ = [
    "Ledger",
    "LedgerCorrupt",
    "LedgerError",
    "LedgerOutdated",
    "LedgerReadOnly",
    "LedgerUnavailable",
]
