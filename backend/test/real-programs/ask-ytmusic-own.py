"""Asks for the own music of somebody who has signed in, and prints what the library makes of the answers."""

import json
import sys

from ytmusicapi import YTMusic

told = json.loads(sys.argv[1])
headers = {
    "cookie": told["cookies"],
    "x-goog-authuser": str(told["account"]),
    "origin": "https://music.youtube.com",
    "authorization": "SAPISIDHASH 0_0",
    "content-type": "application/json",
    "accept": "*/*",
    "user-agent": "Mozilla/5.0",
}
service = YTMusic(headers)
likes = service.get_liked_songs(limit=None)
account = service.get_account_info()
print(
    json.dumps(
        {
            "account": [account["accountName"], account["channelHandle"]],
            "likes": [likes["trackCount"], [row["title"] for row in likes["tracks"]]],
            "playlists": [row["title"] for row in service.get_library_playlists(limit=None)],
            "albums": [row["title"] for row in service.get_library_albums(limit=None)],
        }
    )
)
