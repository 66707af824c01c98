/** What these stations are called as subjects of the player. */
export const STATION_KIND = 'personal-station';
/** Why something played that they gave, as the journal has it: a station, as radio is. */
export const STATION_CONTEXT = 'station';
