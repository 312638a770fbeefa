"""The enrich stage's work: the article event, and the counts of its content. Also covers enrich/task.py."""

from agents.enrich.agent import EnrichWork
from schemas import Article, Language, Provenance, Source
from streams.delivery.event import Incoming
from streams.metrics import Metrics
from streams.settings import Settings
from tests.support.running.deliver import means_of

TEXT = "Ann Lee praised the excellent work of the United Nations in Kenya. Lee said so on Monday in Rome."


class Here:
    """A pool without children: the work is done at once, in this process."""

    async def run(self, function, *args):
        return function(*args)


def incoming(text, code):
    methods = {"text": "plain"}
    article = Article(
        id="1",
        text=text,
        word_count=len(text.split()),
        language=Language(code=code, confidence=1),
        fingerprint="f",
        source=Source(domain="herald.example"),
        provenance=Provenance(version="0", methods=methods),
    )
    return Incoming("unique", 0, 7, 0.0, b"1", article.encode(), ())


async def test_an_article_is_counted_by_what_is_in_it():
    metrics = Metrics()
    work = EnrichWork(means_of(Settings(), metrics=metrics, pool=Here()))
    results = [await work(incoming(TEXT, "en")), await work(incoming("Der Kanzler sprach am Montag.", "de"))]
    english = Article.decode(results[0].records[0].value)

    def count(name, **labels):
        return metrics.registry.get_sample_value(name, labels)

    for code in ("en", "de"):
        assert count("newsmill_articles_total", language=code, method="plain", partial="false") == 1
    assert count("newsmill_article_words_count") == 2
    assert count("newsmill_article_words_sum") == 24
    assert count("newsmill_article_sentiments_total", sentiment=english.sentiment.label.value) == 1
    assert count("newsmill_article_sentiments_total", sentiment="none") == 1
    assert count("newsmill_active_sources", articles="2_9") == 1
    assert count("newsmill_active_sources", articles="1") == 0
    people = sum(len(one.mentions) for one in english.entities if one.type == "PERSON")
    assert count("newsmill_entity_mentions_total", type="PERSON") == people == 2
