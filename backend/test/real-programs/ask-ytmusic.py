"""Asks a server in place of YouTube Music what people ask the real one, and prints what the library makes of the answers."""

import json
import sys

from ytmusicapi import YTMusic

ids = json.loads(sys.argv[1])
service = YTMusic()


def titles(rows):
    return [row["title"] for row in rows]


album = service.get_album(ids["album"])
artist = service.get_artist(ids["artist"])
playlist = service.get_playlist(ids["playlist"], limit=None)
radio = service.get_watch_playlist(ids["song"], radio=True, limit=25)
timed = service.get_lyrics(radio["lyrics"], timestamps=True)
print(
    json.dumps(
        {
            "songs": [
                [row["title"], [one["name"] for one in row["artists"]], row["duration_seconds"]]
                for row in service.search("slack water", filter="songs")
            ],
            "albums": titles(service.search("night ferry", filter="albums")),
            "artists": [row["artist"] for row in service.search("night ferry", filter="artists")],
            "playlists": titles(service.search("on the water", filter="playlists")),
            "album": [album["title"], album["year"], album["trackCount"], album["audioPlaylistId"]],
            "albumTracks": [[row["title"], row["videoType"]] for row in album["tracks"]],
            "artistAlbums": titles(artist["albums"]["results"]),
            "artistSingles": titles(
                service.get_artist_albums(artist["singles"]["browseId"], artist["singles"]["params"])
            ),
            "playlistTracks": [playlist["trackCount"], len(playlist["tracks"])],
            "radio": [radio["tracks"][0]["title"], len({row["videoId"] for row in radio["tracks"]})],
            "lyrics": [[line.text, line.start_time] for line in timed["lyrics"]],
            "suggestions": service.get_search_suggestions("har"),
        }
    )
)
