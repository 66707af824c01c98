/**
 * Firefox tells a machine without a sound device as a file that cannot be decoded, and only its words say what is the matter:
 * `OnMediaSinkAudioError` (153), or the name of its library for sound (`NS_ERROR_DOM_MEDIA_CUBEB_INITIALIZATION_ERR`). Other
 * browsers play on in silence.
 */
const NO_DEVICE = /MediaSinkAudioError|CUBEB_INIT/;

/** Whether an element failed for want of anything to sound on: no other file, and no other form of it, will do better. */
export function isWithoutDevice(error: MediaError | null): boolean {
  return NO_DEVICE.test(error?.message ?? '');
}
