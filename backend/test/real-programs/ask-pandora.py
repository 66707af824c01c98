"""Asks a server in place of Pandora what people ask the real one, and prints what the library makes of the answers."""

import json
import sys

from pandora.clientbuilder import SettingsDictBuilder
from pandora.errors import PandoraException

told = json.loads(sys.argv[1])
client = SettingsDictBuilder(
    {
        "DECRYPTION_KEY": told["decryptKey"],
        "ENCRYPTION_KEY": told["encryptKey"],
        "PARTNER_USER": "android",
        "PARTNER_PASSWORD": "AC7IBG09A3DTSYM4R41UJWL07VLN8JI7",
        "DEVICE": "android-generic",
        "AUDIO_QUALITY": "highQuality",
    }
).build()


def refused(call):
    try:
        call()
    except PandoraException as error:
        return error.code
    return None


wrong = refused(lambda: client.login(told["username"], "wrong"))
client.login(told["username"], told["password"])
stations = client.get_station_list()
mix = next(one for one in stations if one.is_quickmix)
station = next(one for one in stations if not one.is_quickmix)
unchanged = stations.has_changed()
first = client.get_playlist(station.token)
second = client.get_playlist(station.token, ["HTTP_128_MP3", "HTTP_64_AACPLUS_ADTS"])
songs = [one for one in list(first) + list(second) if not one.is_ad]
adverts = [one for one in list(first) + list(second) if one.is_ad]
for advert in adverts:
    advert.prepare_playback()
song = songs[0]
thumb = song.thumbs_up()
detail = client.get_station(station.token)
client.delete_feedback(thumb["feedbackId"])
song.sleep()
song.bookmark_song()
song.bookmark_artist()
bookmarks = client.get_bookmarks()
for bookmark in bookmarks.songs + bookmarks.artists:
    bookmark.delete()
found = client.search("sextant", include_near_matches=True, include_genre_stations=True)
made = found.artists[0].create_station()
client.rename_station(made.token, "Of pydora")
seed = client.add_music("G19", made.token)
renamed = [one.name for one in client.get_station_list()][-1]
client.delete_music(seed["seedId"])
client.delete_station(made.token)
genres = client.get_genre_stations()
print(
    json.dumps(
        {
            "wrong": wrong,
            "stations": len(stations),
            "mixed": [stations[one].name for one in mix.quickmix_stations],
            "changed": unchanged,
            "created": station.date_created.isoformat(timespec="seconds"),
            "songs": [[one.song_name, one.artist_name, one.track_length] for one in songs],
            "playable": [one.get_is_playable() for one in [song] + adverts],
            "forms": [song.encoding, song.bitrate],
            "additional": sorted(songs[-1].additional_audio_urls),
            "adverts": [[one.title, one.company_name] for one in adverts],
            "thumbs": [detail.feedback.total_thumbs_up, [one.song_name for one in detail.feedback.thumbs_up]],
            "seeds": [one.song_name for one in detail.seeds.songs],
            "explained": len(client.explain_track(song.track_token)["explanations"]),
            "bookmarks": [[one.song_name for one in bookmarks.songs], [one.artist_name for one in bookmarks.artists]],
            "found": [one.artist for one in found.artists],
            "made": [made.name, renamed, len(client.get_station_list())],
            "genres": {name: [one.name for one in those] for name, those in genres.items()},
        }
    )
)
