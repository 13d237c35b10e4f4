"""The cache: what was derived from a store's documents, kept in a file that may be deleted, damaged or forged without harm.

    Cache       bodies by kind and name, sealed; whatever is wrong with the file, it answers "not known"
    open_cache  the cache in a folder
    codec       model values to and from bytes

The room knows neither documents nor stores: who derives a body, and from what, is the workflows' matter. docs/index.md says
what lies where and what is trusted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from revtrack.lazy import loading

if TYPE_CHECKING:
    from revtrack.index.cache import Cache, open_cache
    from revtrack.index.pack import Codec, codec

__getattr__ = loading(__name__, {"cache": "Cache open_cache", "pack": "Codec codec"})

__all__ = ["Cache", "Codec", "codec", "open_cache"]
