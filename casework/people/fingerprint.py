"""What a key may be called where others read it. Without Django: `./dev restore` asks it too."""

import hmac


def fingerprint(key: str) -> str:
    return hmac.new(key.encode(), b"casework.field_key", "sha256").hexdigest()
