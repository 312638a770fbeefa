import httpx

from agents.fetch.cookies import MAX_BYTES, TripCookies

URL = "https://herald.example/1"


def response(*cookies):
    headers = [("Set-Cookie", cookie) for cookie in cookies]
    return httpx.Response(302, headers=headers, request=httpx.Request("GET", URL))


def sent(cookies, url=URL):
    request = httpx.Request("GET", url)
    cookies.put(request)
    return request.headers.get("cookie")


def test_a_cookie_goes_to_the_site_that_set_it_only():
    cookies = TripCookies()
    cookies.add(response("a=1", "b=2; Domain=tribune.example"))
    assert sent(cookies) == "a=1"
    assert sent(cookies, "https://tribune.example/") is None


def test_cookies_above_the_limit_are_not_taken():
    cookies = TripCookies()
    cookies.add(response("a=1"))
    cookies.add(response("b=" + "v" * MAX_BYTES))
    cookies.add(response("c=3"))
    assert sent(cookies) == "a=1"
