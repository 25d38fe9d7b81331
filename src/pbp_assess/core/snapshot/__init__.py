"""What of a result is stored, to be compared with for ever?"""

from pbp_assess.core.snapshot.making import snapshot_of
from pbp_assess.core.snapshot.model import Snapshot
from pbp_assess.core.snapshot.reading import Stored

__all__ = ["Snapshot", "Stored", "snapshot_of"]
