"""JSON for programs, in one line."""

import json
from typing import Any

import orjson


def compact(value: Any) -> bytes:
    """Write a value: to break it into many lines would take longer, and no reader looks at it as text.

    >>> compact({"outputs": [], "cells": ["Құрық", 10**20]}).decode()
    '{"cells": ["Құрық", 100000000000000000000], "outputs": []}'
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number of more than 64 bits
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
