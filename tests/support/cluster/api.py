"""Kubernetes' API over HTTP: objects as JSON, without a client library."""

import ssl
from typing import Any, TypeAlias

import httpx

Object: TypeAlias = dict[str, Any]

MERGE, STRATEGIC = "application/merge-patch+json", "application/strategic-merge-patch+json"
PLURALS = {
    "Deployment": ("apis/apps/v1", "deployments"),
    "Job": ("apis/batch/v1", "jobs"),
    "ConfigMap": ("api/v1", "configmaps"),
    "Pod": ("api/v1", "pods"),
}
GONE, CONFLICT = 404, 409


class Refused(Exception):
    """The API server refused a request; the message is its own."""


class Api:
    """Requests to one API server, with a token; raises Refused, and httpx's TransportError if it does not answer."""

    def __init__(self, url: str, authority: ssl.SSLContext, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=url, verify=authority, headers=headers, timeout=30)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def ready(self) -> bool:
        """Tell whether the server is there and ready."""
        try:
            return self._client.get("/readyz", timeout=5).is_success
        except httpx.TransportError:
            return False

    def get(self, path: str, **parameters: str) -> Object:
        """Return what is at a path."""
        return self._answer(self._client.get(path, params=parameters))

    def post(self, path: str, body: Object, **parameters: str) -> Object:
        """Create an object, or a subresource such as a binding."""
        return self._answer(self._client.post(path, json=body, params=parameters))

    def patch(self, path: str, body: Object, kind: str = MERGE) -> Object:
        """Change an object by a patch."""
        return self._answer(self._client.patch(path, json=body, headers={"Content-Type": kind}))

    def delete(self, path: str, **parameters: str) -> None:
        """Delete an object, unless it is gone already."""
        answer = self._client.delete(path, params=parameters)
        if answer.status_code != GONE:
            self._answer(answer)

    def objects(self, kind: str, namespace: str, selector: str = "") -> list[Object]:
        """Return the objects of a kind in a namespace, those that a label selector selects."""
        found: list[Object] = self.get(place(kind, namespace), labelSelector=selector)["items"]
        return found

    def _answer(self, answer: httpx.Response) -> Object:
        if answer.is_error:
            raise Refused(f"{answer.status_code}: {answer.json().get('message', answer.text)}")
        found: Object = answer.json()
        return found


def place(kind: str, namespace: str, name: str = "") -> str:
    """Return the path of the objects of a kind in a namespace, or of one of them."""
    group, plural = PLURALS[kind]
    return f"/{group}/namespaces/{namespace}/{plural}" + (f"/{name}" if name else "")
