"""The services that put a page of their own before an article, by what only that page has in its HTML.

The scripts of the same services are in many real articles too: none of those is listed.
"""

# Each marker in lower case. Seen in, or documented for, the pages that the services serve with 403, 429 and 503.
ROBOT_CHECKS = {
    "Cloudflare": (
        "_cf_chl_opt",
        "cf-browser-verification",
        "cf-challenge-running",
        "challenge-error-text",
        "cf-error-details",
    ),
    "DDoS-Guard": ("/.well-known/ddos-guard/", "<title>ddos-guard"),
    "HUMAN": ('id="px-captcha"', "id='px-captcha'", "captcha.px-cdn.net", "captcha.px-cloud.net"),
    "DataDome": ("geo.captcha-delivery.com", "ct.captcha-delivery.com"),
    "Akamai": ("errors.edgesuite.net", "reference&#32;&#35;", "sec-if-cpt-container"),
    "Imperva": (
        "incapsula incident id",
        "request unsuccessful. incapsula",
        'id="main-iframe" src="/_incapsula_resource',
    ),
    "AWS WAF": ("awswafintegration", "window.gokuprops", "captcha-sdk.awswaf.com"),
    "Google": ("/sorry/index", "our systems have detected unusual traffic"),
    "Sucuri": ("sucuri website firewall - access denied", "sucuri_cloudproxy_js"),
    "Anubis": ("anubis_challenge", "/.within.website/x/cmd/anubis"),
    "Vercel": ("vercel security checkpoint",),
    "Kasada": ("window.kpsdk", "/149e9513-01fa-4fb0-aad4-566afd725d1b/"),
}
CONSENT_WALLS = {
    "Google": ("https://consent.google.", "https://consent.youtube."),
    "Yahoo": ("guce.yahoo.com", "consent.yahoo.com/v2/collectconsent", 'class="consent-form"'),
    "Sourcepoint": ("cdn.privacy-mgmt.com", "sp_message_container", "sourcepoint.mgr.consensu.org"),
}
