"""From bytes to a `ParsedStatement`: the stages in order, each saying what it did."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from statements.ingest import reasons, report
from statements.ingest.clean import clean
from statements.ingest.decode import KEPT, Decoded, decode, refuse_size
from statements.ingest.derive import derive, digest_facts
from statements.ingest.digests import profile_of, stated_publisher
from statements.ingest.endings import Ending, read_ending
from statements.ingest.errors import CannotUnderstand
from statements.ingest.front import Front, read_front
from statements.ingest.headings import find_annexes, find_headings
from statements.ingest.inner import Inner, find_inner
from statements.ingest.kindwords import kind_of
from statements.ingest.language import language_of
from statements.ingest.letterhead import drop_below_title, drop_letterhead
from statements.ingest.metadata import Dates, choose_dates, date_in_details
from statements.ingest.numbering import number_blocks
from statements.ingest.parsed import Block, Dropped, ParsedStatement, StageReport, StatedSource, Warning
from statements.ingest.parties import parties_of
from statements.ingest.preamble import find_preamble, self_name
from statements.ingest.readers import format_by_name, read
from statements.ingest.readers.containers import NAMES, container_of, read_container
from statements.ingest.report import many
from statements.ingest.source import Source
from statements.ingest.wrap import Draft, join_lines
from statements.vocabulary import BlockKind, Profile, StatementKind


def understand(data: bytes, *, filename: str, profile: str | None = None) -> ParsedStatement:
    """What the importer makes of a file. `profile` overrides the guess ("statement" or "digest").

    Raises CannotUnderstand with a sentence for the editor. No line is lost: each non-blank one of the decoded text
    is in a block or in a dropped entry.
    """
    return _Import(filename, profile).run(data)


class _Import:
    """One run over one file; collects the reports of the stages."""

    def __init__(self, filename: str, profile: str | None) -> None:
        self.filename = filename
        self.wanted = profile
        self.stages: list[StageReport] = []
        self.dropped: list[Dropped] = []
        self.offered: tuple[str, ...] = ()
        self.language: str | None = None
        self.publisher: str | None = None
        self.ending = Ending()
        self.inner: Inner | None = None

    def run(self, data: bytes) -> ParsedStatement:
        source = self._read(data)
        drafts = self._clean_and_join(source)
        front = self._structure(drafts, source)
        return self._finish(drafts, front, source)

    def _read(self, data: bytes) -> Source:
        """By content, never by name alone: a package or a PDF has a reader of its own, everything else is text."""
        refuse_size(data)
        container = container_of(data)
        if container:
            source = read_container(container, data)
            lines = many(len(source.printed), "line")
            self._say("decode", " ".join([f"Read {len(data):,} bytes as {NAMES[container]}, {lines}.", *source.said]))
            return source
        decoded = decode(data, is_html=format_by_name(self.filename) == "html" or data.lstrip()[:1] == b"<")
        self._say_decoded(decoded, len(data))
        return read(decoded.text, self.filename)

    def _say(self, name: str, sentence: str) -> None:
        self.stages.append(StageReport(name, sentence))

    def _say_decoded(self, decoded: Decoded, size: int) -> None:
        lines = decoded.text.count("\n") + 1
        how = "" if decoded.certain else " This is a guess: look whether the letters are right."
        if decoded.declared:
            how = f" The page says {decoded.declared.upper()}, but its letters are not read so.{how}"
        self._say("decode", f"Read {size:,} bytes as {decoded.encoding.upper()}, {many(lines, 'line')}.{how}")

    def _clean_and_join(self, source: Source) -> list[Draft]:
        cleaned = clean(source.lines)
        self.dropped = sorted(
            [*source.dropped, *cleaned.dropped], key=lambda entry: (entry.first_line, entry.last_line)
        )
        self.offered = tuple(dict.fromkeys([*cleaned.offered, *source.offered]))
        self._say("clean", report.cleaned(self.dropped))
        drafts, joined = join_lines(cleaned.lines, reflow=source.format == "markdown")
        drafts = [draft for draft in drafts if draft.text]
        if not drafts:
            raise CannotUnderstand(
                "no-text",
                f"The file holds no text that could be a statement, only what belongs to the page around it. {KEPT} "
                "Copy the statement from the browser and paste it as text.",
            )
        self._say("join", report.joined(drafts, joined))
        sample = "\n".join(draft.text for draft in drafts)[:20_000]
        self.language = language_of(sample, declared=source.metadata.get("language"))
        return drafts

    def _structure(self, drafts: list[Draft], source: Source) -> Front:
        front = read_front(drafts, source.metadata.get("title"), from_page=source.format == "html")
        self._leave_out(drop_letterhead(drafts, source.metadata.get("publisher"), source.metadata.get("title")))
        if source.format == "html":
            self._leave_out(drop_below_title(drafts))
        find_annexes(drafts)
        self.ending = read_ending(drafts, self.language)
        self.inner = find_inner(drafts, self.language)
        self._drop_source_line(drafts)
        number_blocks(drafts)
        find_preamble(drafts)
        find_headings(drafts)
        # Letterheads and lines that name the source are told from the text only now.
        self.stages = [
            replace(stage, sentence=report.cleaned(self.dropped)) if stage.name == "clean" else stage
            for stage in self.stages
        ]
        self._say("blocks", report.divided(drafts))
        return front

    def _drop_source_line(self, drafts: list[Draft]) -> None:
        """A line "Source: …" at either end names the publisher and is no part of the text."""
        for draft in [*reversed(drafts[-3:]), *drafts[:5]]:
            name = stated_publisher(draft.text) if draft.kind == BlockKind.PARAGRAPH.value else None
            if name and len(drafts) > 1:
                drafts.remove(draft)
                self.publisher = name
                self._leave_out([Dropped(draft.first, draft.last, draft.text, reasons.SOURCE_LINE)])
                return

    def _leave_out(self, entries: list[Dropped]) -> None:
        self.dropped = sorted([*self.dropped, *entries], key=lambda entry: (entry.first_line, entry.last_line))

    def _finish(self, drafts: list[Draft], front: Front, source: Source) -> ParsedStatement:
        profile = self.wanted or profile_of(drafts, front.title)
        self._say("profile", report.profiled(profile, asked=bool(self.wanted)))
        parsed = derive(self._parsed(drafts, front, source, profile))
        if profile == Profile.DIGEST.value:
            parsed = self._as_digest(parsed)
        self._say_rest(parsed)
        return replace(parsed, stages=tuple(self.stages))

    def _parsed(self, drafts: list[Draft], front: Front, source: Source, profile: str) -> ParsedStatement:
        stated = source.metadata.get("date") or date_in_details(self.dropped)
        from_page = source.format == "html"
        dates = choose_dates(front.datelines, self.ending.datelines, drafts, stated, from_page=from_page)
        inner = self.inner
        if inner:
            # A letter's own day is that of the letter; what was signed is the text that it transmits.
            within = choose_dates(inner.datelines, inner.ending.datelines, inner.drafts, None)
            dates = Dates(within.place, within.signed, dates.published)
        title = unicodedata.normalize("NFC", front.title) if front.title else None
        return ParsedStatement(
            profile=profile,
            language=self.language,
            title=title,
            # "Xinhua, 12 May 2015" names an agency, not a place.
            place=dates.place if dates.place != self.publisher else None,
            date_signed=dates.signed,
            date_published=dates.published,
            kind=kind_of(inner.title if inner else title or ""),
            parties=parties_of(drafts, title, self.language),
            self_name=self_name(drafts),
            signatories=tuple((inner and inner.ending.signatories) or self.ending.signatories),
            source=StatedSource(self.publisher or source.metadata.get("publisher"), None, source.metadata.get("url")),
            digest_of=None,
            editions_offered=self.offered,
            blocks=tuple(_block(draft) for draft in drafts),
            dropped=tuple(self.dropped),
            quotations=(),
            references=(),
            warnings=(*source.warnings, *_inner_warning(inner)),
            lines=tuple(source.printed),
        )

    def _as_digest(self, parsed: ParsedStatement) -> ParsedStatement:
        facts = digest_facts(parsed, list(parsed.blocks))
        digested = facts.digest_of
        title = digested.title if digested else None
        return replace(
            parsed,
            kind=StatementKind.DIGEST.value,
            date_signed=digested.date if digested else None,
            date_published=facts.date_published or parsed.date_published or parsed.date_signed,
            # The speakers of the statement that is digested: by its own title, else by the digest's.
            parties=parties_of([], title, self.language) or parties_of([], parsed.title, self.language),
            self_name=None,
            source=StatedSource(
                facts.source.publisher or parsed.source.publisher,
                facts.source.based_on,
                facts.source.url or parsed.source.url,
            ),
            digest_of=digested,
        )

    def _say_rest(self, parsed: ParsedStatement) -> None:
        self._say("metadata", report.described(parsed))
        self._say("signatures", report.signed(parsed))
        self._say("quotations", report.quoted(parsed))
        self._say("references", report.referred(parsed))
        self._say("damage", report.damaged(parsed))


def _inner_warning(inner: Inner | None) -> list[Warning]:
    if inner is None:
        return []
    line = inner.drafts[0].first
    sentence = (
        f"Line {line}: this is a letter that transmits another text, “{inner.title}”. Place and signing date are those "
        "of that text; hand it in alone to make it a statement of its own."
    )
    return [Warning("text-inside", sentence, line)]


def _block(draft: Draft) -> Block:
    text = unicodedata.normalize("NFC", draft.text)
    return Block("", draft.kind, draft.marker, text, draft.first, draft.last)
