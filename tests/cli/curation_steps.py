"""Publishes and merges lessons of a running server until it is gone, and says afterwards whether each step was whole.

curation_steps.py work URL LOG    begins steps, one after the other; LOG names each before it is sent and after its answer
curation_steps.py verify URL LOG  prints what is half done or lost; nothing when all is in order
"""

import json
import sys
import time
import urllib.error
import urllib.request


def ask(url, method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def write(url, number, ending, state):
    # Texts that share nothing: only the two of one number are alike.
    words = " ".join(f"{(number + 1) * prime % 1000003:x}{prime}" for prime in (10007, 20011, 30011, 40009, 50021))
    lesson = {"title": f"经验 {number}", "markdown": f"供应商延期 {words}{ending}", "state": state}
    return ask(url, "POST", "/api/v1/lessons", lesson)["id"]


def publish(url, number, log):
    lesson = write(url, number, "。", "in_review")
    log(["publish", lesson])
    ask(url, "PATCH", f"/api/v1/lessons/{lesson}", {"state": "published"})
    log(["published", lesson])


def merge(url, number, log):
    kept, gone = write(url, number, "。", "published"), write(url, number, "！", "published")
    for item in ask(url, "GET", "/api/v1/queue?kind=near_duplicate&limit=100")["items"]:
        if {item["subject"]["id"], item["other"]["id"]} != {kept, gone}:
            continue
        log(["merge", kept, gone])
        ask(url, "POST", "/api/v1/queue/actions", {"items": [item["id"]], "action": "merge", "into": kept})
        log(["merged", kept, gone])


def work(url, path):
    with open(path, "a", encoding="utf-8") as file:

        def log(line):
            print(json.dumps(line), file=file, flush=True)

        number = 0
        while True:
            publish(url, 2 * number, log)
            merge(url, 2 * number + 1, log)
            number += 1


def redirect_of(url, lesson):
    """The lesson that took its place; empty when it stands for itself."""
    answer = ask(url, "GET", f"/api/v1/lessons/{lesson}")  # follows the redirect
    return "" if answer["id"] == lesson else answer["id"]


def wait_until_ready(url):
    while ask(url, "GET", "/readyz")["status"] != "ready":
        time.sleep(0.1)


def verify(url, path):
    wait_until_ready(url)
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    done = {tuple(line[1:]) for line in lines if line[0] in ("published", "merged")}
    for kind, *ids in lines:
        is_done = tuple(ids) in done
        if kind == "publish":
            state = ask(url, "GET", f"/api/v1/lessons/{ids[0]}")["state"]
            if state not in ("in_review", "published") or (is_done and state != "published"):
                print(f"{ids[0]} is {state}, acknowledged: {is_done}")
        if kind == "merge":
            kept, gone = ids
            halves = [redirect_of(url, gone) == kept, gone in ask(url, "GET", f"/api/v1/lessons/{kept}")["merged"]]
            if halves[0] != halves[1] or (is_done and not halves[0]):
                print(f"merge of {gone} into {kept}: {halves}, acknowledged: {is_done}")


def main():
    command, url, path = sys.argv[1:]
    if command == "verify":
        verify(url, path)
        return
    try:
        work(url, path)
    except (urllib.error.URLError, ConnectionError, ValueError, OSError):
        pass  # the server is gone


main()
