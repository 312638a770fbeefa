"""The patterns of labels match in every language that has the words, and leave the same rest."""

import pytest

from agents.extract.labels import (
    AGENCY,
    BEFORE_BYLINE,
    BYLINE,
    CREDIT,
    MODIFIED,
    ORIGIN,
    PROMOTION,
    PUBLISHED,
    PUBLISHED_AT,
    READING_TIME,
    RELATED,
    SOURCE,
    TITLE,
)

BYLINES = """
    by von par por di door av af przez от author authors author(s) autor autora autores autorin autoren auteur auteurs
    autore автор авторы текст 作者 記者 记者 文
""".split()


def rest(pattern, line):
    found = pattern.match(line)
    return line[found.end() :] if found else None


@pytest.mark.parametrize("word", [*BYLINES, "de la", "written by", "Text by", "Posted by"])
@pytest.mark.parametrize("between", [" ", ": ", ":", " : ", "："])
def test_a_byline_begins_with_any_of_its_words_with_or_without_a_colon(word, between):
    assert rest(BYLINE, f"{word}{between}Jane Doe") == "Jane Doe"
    assert rest(BYLINE, f"{word.upper()}{between}Jane Doe") == "Jane Doe"


def test_a_byline_needs_a_space_or_a_colon():
    assert rest(BYLINE, "Byron wrote this") is None
    assert rest(BYLINE, "Vonnegut, Kurt") is None


@pytest.mark.parametrize("word", ["by", "von", "par", "por", "door", "przez"])
def test_a_byline_may_follow_a_date(word):
    assert BEFORE_BYLINE.split(f"5.3.2022 {word} Jane Doe") == ["5.3.2022", f"{word} Jane Doe"]


@pytest.mark.parametrize("line", ["Festival di Roma", "Kungen av Sverige", "Письмо от Ивана", "by the river"])
def test_words_that_mean_of_or_from_do_not_begin_a_byline_inside_a_line(line):
    assert BEFORE_BYLINE.split(line) == [line]


@pytest.mark.parametrize(
    "label",
    [
        "Published on",
        "Publication date",
        "Veröffentlicht am",
        "Stand",
        "Publié le",
        "Publicado el",
        "Publicado em",
        "Pubblicato il",
        "Gepubliceerd op",
        "Publicerad",
        "Data publikacji",
        "Опубликовано",
        "Дата публикации",
        "Yayın tarihi",
        "نشر في",
    ],
)
def test_a_date_follows_a_label_of_its_publication(label):
    assert rest(PUBLISHED, f"{label} 5 März 2022") == "5 März 2022"
    assert rest(PUBLISHED, f"{label}: 5.3.2022") == "5.3.2022"


@pytest.mark.parametrize(
    "label",
    ["Last updated on", "Zuletzt aktualisiert am", "Mis à jour le", "Atualizado em", "Bijgewerkt op", "更新时间"],
)
def test_a_date_follows_a_label_of_its_last_change(label):
    assert rest(MODIFIED, f"{label} 5 März 2022") == "5 März 2022"


@pytest.mark.parametrize("line", ["Published works are rare", "Stand by me", "Date nights return"])
def test_a_label_of_a_date_needs_a_colon_or_a_date(line):
    assert rest(PUBLISHED, line) is None


@pytest.mark.parametrize(
    "label",
    [
        "Related stories",
        "Lesen Sie auch",
        "À lire aussi",
        "Lea también",
        "Leia mais",
        "Leggi anche",
        "Lees ook",
        "Läs också",
        "Les også",
        "Læs mere",
        "Lue myös",
        "Czytaj także",
        "Čtěte také",
        "Čítajte aj",
        "Kapcsolódó cikkek",
        "Citește și",
        "Pročitajte još",
        "Прочетете още",
        "Читайте также",
        "Читайте також",
        "Διαβάστε επίσης",
        "İlgili haberler",
        "Baca juga",
        "Xem thêm",
        "اقرأ المزيد",
        "بیشتر بخوانید",
        "קראו עוד",
        "यह भी पढ़ें",
        "相关阅读",
        "関連記事",
        "관련 기사",
    ],
)
def test_a_headline_follows_a_label_of_another_article(label):
    assert rest(RELATED, f"{label}: Storm") == "Storm"
    assert rest(RELATED, f"• {label} » Storm") == "Storm"
    assert rest(RELATED, f"{label} of a storm") is None


def test_a_source_has_a_colon_or_a_url():
    assert rest(SOURCE, "Quelle: Harbour Times") == "Harbour Times"
    assert rest(SOURCE, "Оригинал https://e.com/1") == "https://e.com/1"
    assert rest(SOURCE, "Sources of joy") is None


@pytest.mark.parametrize(
    "label",
    [
        "This article was originally published in",
        "Dieser Artikel erschien zuerst in",
        "Cet article a été publié initialement sur",
        "Este artículo fue publicado originalmente en",
        "Este artigo foi publicado originalmente em",
        "Questo articolo è stato pubblicato originariamente su",
        "Oorspronkelijk gepubliceerd op",
        "Впервые опубликовано в",
        "Вперше опубліковано в",
    ],
)
def test_an_outlet_follows_a_sentence_of_the_origin(label):
    assert rest(PUBLISHED_AT, f"{label} Harbour Times") == "Harbour Times"


def test_any_short_label_with_the_stem_of_an_origin_stands_before_a_url():
    assert rest(ORIGIN, "Ursprüngliche URL: https://e.com/1") == "https://e.com/1"
    assert rest(ORIGIN, "Ссылка на новость - https://e.com/1") == "https://e.com/1"
    assert rest(ORIGIN, "More about this: https://e.com/1") is None


@pytest.mark.parametrize(
    "label", ["Title", "Titel", "Titre", "Título", "Titolo", "Tytuł", "Заголовок", "标题", "タイトル"]
)
def test_a_headline_follows_its_label(label):
    assert rest(TITLE, f"{label}: Ferries are back") == "Ferries are back"


@pytest.mark.parametrize(
    "line",
    ["Photo: A", "Photo by A", "Foto von A", "Foto door A", "Photo de A", "Foto / A", "Фото: A", "写真：A", "© A"],
)
def test_a_credit_begins_with_a_label_or_a_sign(line):
    assert CREDIT.match(line)


@pytest.mark.parametrize("line", ["Photographs of the storm", "Bilder einer Stadt", "Foto di gruppo", "Image problems"])
def test_a_word_for_a_picture_alone_is_no_credit(line):
    assert CREDIT.match(line) is None


def test_agencies_are_whole_words():
    assert AGENCY.search("Jane Doe / AFP")
    assert AGENCY.search("WAFPC") is None


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Anzeige",
        "Share this article",
        "Sign up for our daily newsletter",
        "Подписывайтесь на наш канал",
        "Suscríbete a nuestro boletín",
        "Copyright 2022 Harbour Times",
    ],
)
def test_buttons_pleas_and_rights_are_promotion(line):
    assert PROMOTION.match(line)


@pytest.mark.parametrize("line", ["Share prices rose", "Subscribe to that view, he said", "Copyright law " * 20])
def test_sentences_with_the_same_words_are_not_promotion(line):
    assert PROMOTION.match(line) is None


@pytest.mark.parametrize("text", ["4 min read", "12-minute read", "5 Min. Lesezeit", "3 мин. на чтение"])
def test_the_time_of_reading_is_a_number_of_minutes(text):
    assert READING_TIME.fullmatch(text)
