"""What the standard library raises for zip archives it cannot open or unpack.

It has no error of its own above these. A damaged frame is BadZipFile; a version, a cipher or a way
of packing that is not known is NotImplementedError; a name or an offset that cannot be is
ValueError; and content that is damaged is whatever the module that unpacks it says.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from typing import Final

ZIP_FAULTS: Final = (zipfile.BadZipFile, NotImplementedError, ValueError)
"""An archive that cannot be opened."""

MEMBER_FAULTS: Final = (*ZIP_FAULTS, EOFError, zlib.error, lzma.LZMAError, OSError)
"""A member that cannot be unpacked; OSError is what bz2 says of damage."""
