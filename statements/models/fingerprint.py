"""By what a text that is held already is recognised in another wrapping."""

from __future__ import annotations

from django.db import models

from statements.models.edition import Edition


class Fingerprint(models.Model):
    """Of one edition: the hash of its words in their order (text/shingles.py). It is written when the edition is."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="fingerprint")
    words_hash = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.words_hash[:16]


class FingerprintBand(models.Model):
    """One of the numbers that texts nearly the same share; 63 bits."""

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.value)
