"""The importer: bytes in, one `ParsedStatement` out. Plain Python that knows no model, no request and no setting.

Callers outside this package use `statements.ingest.child.understand_in_child` (a web process must never parse in
itself), the data classes of `statements.ingest.parsed` and the deeds of `statements.ingest.corrections`.
Importing this package imports none of the heavy libraries.
"""

IMPORTER_VERSION = "1.2"
