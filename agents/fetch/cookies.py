"""Cookies within the redirects of one page: some sites set one and ask for the page again. Forgotten afterwards."""

import httpx

MAX_BYTES = 8192  # of all Set-Cookie headers of a page's redirects


class TripCookies:
    """The cookies of one page's redirects, by the rules of http.cookiejar for domains and paths."""

    def __init__(self) -> None:
        self._jar = httpx.Cookies()
        self._bytes = 0

    def add(self, response: httpx.Response) -> None:
        """Take the cookies of a redirect, as long as all of them stay small."""
        self._bytes += sum(len(value) for value in response.headers.get_list("set-cookie"))
        if self._bytes <= MAX_BYTES:
            self._jar.extract_cookies(response)

    def put(self, request: httpx.Request) -> None:
        """Add the cookies that the request's URL may have."""
        self._jar.set_cookie_header(request)
