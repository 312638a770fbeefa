"""The enrich stage's work: the article event, and the counts of its content. Also covers enrich/task.py."""

import pytest

from agents.done import Output
from agents.enrich.agent import EnrichWork, check_enrich, enrich_locally, load_enrich, warm_enrich
from agents.enrich.task import enricher
from agents.enrich.tiers import Choice, Tier
from schemas import Article, Language, Provenance, Source
from streams.delivery.event import Incoming
from streams.metrics import Metrics, Outcome
from streams.settings import InvalidSettings, Settings
from tests.support.running.deliver import means_of

TEXT = "Ann Lee praised the excellent work of the United Nations in Kenya. Lee said so on Monday in Rome."


class Here:
    """A pool without children: the work is done at once, in this process; it notes what it is called with."""

    async def run(self, function, *args):
        self.called_with = args
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
    results = [await work(incoming(TEXT, "en")), await work(incoming("Siaradodd y gweinidog ddydd Llun.", "cy"))]
    english = Article.decode(results[0].records[0].value)

    def count(name, **labels):
        return metrics.registry.get_sample_value(name, labels)

    for code in ("en", "other"):
        assert count("newsmill_articles_total", language=code, method="plain", partial="false") == 1
    assert count("newsmill_article_words_count") == 2
    assert count("newsmill_article_words_sum") == 24
    assert count("newsmill_article_sentiments_total", sentiment=english.sentiment.label.value) == 1
    assert count("newsmill_article_sentiments_total", sentiment="none") == 1
    assert count("newsmill_active_sources", articles="2_9") == 1
    assert count("newsmill_active_sources", articles="1") == 0
    people = sum(len(one.mentions) for one in english.entities if one.type == "PERSON")
    assert count("newsmill_entity_mentions_total", type="PERSON") == people == 2


async def test_the_chosen_tier_reaches_the_children():
    settings, pool = Settings(enrichment="accurate,en=fast"), Here()
    work = EnrichWork(means_of(settings, metrics=Metrics(), pool=pool))
    (record,) = (await work(incoming(TEXT, "en"))).records
    assert pool.called_with[1] == Choice(tiers="accurate,en=fast")
    assert Article.decode(record.value).provenance.methods["entities"] == "newsmill-names-en"
    assert load_enrich(settings)() is enricher(pool.called_with[1])
    assert enricher(pool.called_with[1]).tier("en") is Tier.FAST


async def test_without_kafka_too_the_chosen_tier_reaches_the_children():
    settings, pool = Settings(enrichment="fast"), Here()
    step = enrich_locally(means_of(settings, metrics=Metrics(), pool=pool))
    await step(Output(Outcome.PUBLISHED, incoming(TEXT, "en").value))
    assert pool.called_with[1] == Choice(tiers="fast")


def test_warming_up_runs_the_models_once():
    warm_enrich(Settings())()
    assert enricher(Choice()).tier("en") is Tier.ACCURATE


def test_a_model_that_is_not_installed_is_refused_before_the_pool_starts():
    with pytest.raises(InvalidSettings, match="NEWSMILL_ENTITY_MODELS: the model for fr, no_such_model, "):
        check_enrich(Settings(entity_models="fr=no_such_model"))
    check_enrich(Settings())
