import { computed, inject, Service } from '@angular/core';
import { explain } from '../../core/api/api-error';
import { Actions } from '../../media/subjects/actions';
import { EVERYTHING, trackSubject } from '../../media/subjects/subject';
import { Player } from '../../player/player';
import { PlayerQueue } from '../../player/player-queue';
import { PlayingChapters } from '../../player/playing-chapters';
import { SleepTimer } from '../../player/sleep-timer';
import { Stage } from '../../player/stage';
import { type Fit, fuzzyFit } from './fuzzy';
import { keysOf, type SingleKeyCommand } from './key-map';
import { Keyboard } from './keyboard';
import { RecentCommands } from './recent-commands';
import { Shortcuts } from './shortcuts';
import { placesIn } from '../../core/places';
import { ScanProgress } from '../../core/scan-progress';
import { Theme } from '../../core/theme';
import { Toasts } from '../../core/toasts';
import { Api } from '../../core/api/api';

/** Something that can be asked for by its name. */
export interface PaletteCommand {
  /** Remembered, so it stays the same whatever the label says. */
  readonly id: string;
  readonly label: string;
  /** Other words for it. */
  readonly more?: string;
  /** Its shortcut, key by key. */
  readonly keys?: readonly string[] | undefined;
  /** Something is lost by it: nobody runs it who has not chosen it. */
  readonly isLoss?: boolean;
  readonly run: () => unknown;
}

/** A command, and how it fits what was typed. */
interface FittingCommand {
  readonly command: PaletteCommand;
  readonly fit: Fit;
}

/** Shown of those that fit what was typed. */
const MOST_FITTING = 6;

/** What the command palette can do, as far as it makes sense right now. */
@Service()
export class PaletteCommands {
  private readonly player = inject(Player);
  private readonly queue = inject(PlayerQueue);
  private readonly sleep = inject(SleepTimer);
  private readonly chapters = inject(PlayingChapters);
  private readonly stage = inject(Stage);
  private readonly theme = inject(Theme);
  private readonly keyboard = inject(Keyboard);
  private readonly scans = inject(ScanProgress);
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly actions = inject(Actions);
  private readonly recent = inject(RecentCommands);
  private readonly shortcuts = inject(Shortcuts);

  constructor() {
    // Without them the palette does what concerns all of the app; the next one tries again.
    this.actions.load().catch(() => undefined);
  }

  private readonly all = computed(() => [
    ...this.playing(),
    ...this.ofSubjects(),
    ...this.places(),
    ...this.surroundings(),
  ]);
  /** Those used in this browser, the last one first. */
  readonly usedLast = computed(() =>
    this.recent
      .ids()
      .map((id) => this.all().find((command) => command.id === id))
      .filter((command) => command !== undefined),
  );
  readonly others = computed(() => this.all().filter((command) => !this.usedLast().includes(command)));

  /** Those that fit what was typed, best first; of equal ones, those used last. */
  matching(query: string): readonly FittingCommand[] {
    const fitting = [...this.usedLast(), ...this.others()].flatMap((command): FittingCommand[] => {
      const fit = fuzzyFit(query, command.label, command.more);
      return fit ? [{ command, fit }] : [];
    });
    return fitting.sort((a, b) => b.fit.score - a.fit.score).slice(0, MOST_FITTING);
  }

  run(command: PaletteCommand): void {
    this.recent.add(command.id);
    command.run();
  }

  private playing(): PaletteCommand[] {
    const { player, stage } = this;
    if (!player.current()) return [];
    const commands: (PaletteCommand & { isOff?: boolean })[] = [
      { id: 'toggle', label: player.isPlaying() ? $localize`Pause` : $localize`:to play|:Play`, keys: ['Space'], more: $localize`resume stop`, run: () => player.toggle() },
      { id: 'next', label: $localize`Next track`, keys: this.keyOf('next'), more: $localize`skip`, run: () => player.next(), isOff: !player.hasNext() },
      { id: 'previous', label: $localize`Previous track`, keys: this.keyOf('previous'), more: $localize`back again`, run: () => player.previous() },
      { id: 'shuffle', label: player.isShuffled() ? $localize`Shuffle: off` : $localize`Shuffle: on`, keys: this.keyOf('shuffle'), more: $localize`random order`, run: () => player.shuffle() },
      { id: 'repeat-all', label: $localize`Repeat all`, more: $localize`loop`, run: () => player.setRepeat('all'), isOff: player.repeat() === 'all' },
      { id: 'repeat-one', label: $localize`Repeat this track`, more: $localize`loop one`, run: () => player.setRepeat('one'), isOff: player.repeat() === 'one' },
      { id: 'repeat-off', label: $localize`Repeat: off`, run: () => player.setRepeat('off'), isOff: player.repeat() === 'off' },
      { id: 'mute', label: player.isMuted() ? $localize`Sound on` : $localize`Mute`, keys: this.keyOf('mute'), more: $localize`silence volume unmute`, run: () => player.toggleMute() },
      { id: 'now-playing', label: $localize`Now playing`, keys: this.keyOf('now-playing'), more: $localize`lyrics cover`, run: () => stage.show(), isOff: stage.isOpen() },
      { id: 'queue', label: $localize`Queue`, keys: this.keyOf('queue'), more: $localize`what comes next`, run: () => this.keyboard.toggleQueue() },
      { id: 'sleep-30', label: $localize`Sleep timer: in 30 minutes`, more: $localize`stop later night`, run: () => this.sleep.afterMinutes(30) },
      { id: 'sleep-chapter', label: $localize`Sleep timer: at the end of the chapter`, more: $localize`stop`, run: () => this.sleep.atEndOf('chapter'), isOff: this.chapters.listed().length === 0 },
      { id: 'sleep-track', label: $localize`Sleep timer: at the end of the track`, more: $localize`stop`, run: () => this.sleep.atEndOf('track') },
      { id: 'sleep-album', label: $localize`Sleep timer: at the end of the album`, more: $localize`stop`, run: () => this.sleep.atEndOf('album') },
      { id: 'sleep-off', label: $localize`Sleep timer: off`, run: () => this.sleep.cancel(), isOff: !this.sleep.sleep() },
      { id: 'clear-queue', label: $localize`Clear queue`, more: $localize`empty what comes`, isLoss: true, run: () => this.queue.clearUpcoming(), isOff: !player.hasUpcoming() },
    ]; // prettier-ignore
    return commands.filter(({ isOff }) => !isOff);
  }

  /** What can be done with the whole library, and with what plays beyond playing it. */
  private ofSubjects(): PaletteCommand[] {
    const track = this.player.current();
    const everything = this.actions.of(EVERYTHING).map(({ id, title, run }) => ({ id: `everything-${id}`, label: title, more: $localize`random all library`, run })); // prettier-ignore
    const ofTrack = track ? this.actions.of(trackSubject(track)).filter(({ group }) => group !== 'play') : [];
    return [
      ...everything,
      ...ofTrack.map(({ id, title, isLoss = false, run }, at) => ({ id: `track-${id}-${at}`, label: $localize`This track: ${title.toLowerCase()}:action:`, isLoss, run })), // prettier-ignore
    ];
  }

  private places(): PaletteCommand[] {
    return placesIn('palette').map((place) => {
      const keys = this.shortcuts.isOn() ? keysOf(place) : undefined;
      return {
        id: `go-${place.path}`,
        label: $localize`Go to ${place.title}:place:`,
        ...(place.words && { more: place.words }),
        ...(keys && { keys }),
        run: () => this.keyboard.goTo(`/${place.path}`),
      };
    });
  }

  private surroundings(): PaletteCommand[] {
    const theme = this.theme.choice();
    const scan: PaletteCommand = this.scans.isRunning()
      ? { id: 'scan', label: $localize`Stop the scan`, more: $localize`cancel`, run: () => this.ask(this.api.command('delete', '/api/v1/scans/current'), $localize`The scan stops.`) }
      : { id: 'scan', label: $localize`Scan the music folders`, more: $localize`rescan refresh new files`, run: () => this.ask(this.api.command('post', '/api/v1/scans', { body: {} }), $localize`The scan has begun.`) }; // prettier-ignore
    const commands: (PaletteCommand & { isOff?: boolean })[] = [
      scan,
      { id: 'theme-dark', label: $localize`Theme: dark`, more: $localize`night black`, run: () => this.theme.choose('dark'), isOff: theme === 'dark' },
      { id: 'theme-light', label: $localize`Theme: light`, more: $localize`day white`, run: () => this.theme.choose('light'), isOff: theme === 'light' },
      { id: 'theme-system', label: $localize`Theme: as the system`, more: $localize`automatic`, run: () => this.theme.choose('system'), isOff: theme === 'system' },
      { id: 'shortcuts', label: $localize`Keyboard shortcuts`, keys: this.keyOf('shortcuts'), more: $localize`keys help`, run: () => this.keyboard.openSheet() },
    ]; // prettier-ignore
    return commands.filter(({ isOff }) => !isOff);
  }

  private keyOf(command: SingleKeyCommand): readonly string[] | undefined {
    const key = this.shortcuts.toldKey(command);
    return key === undefined ? undefined : [key];
  }

  private async ask(answer: Promise<unknown>, done: string): Promise<void> {
    try {
      await answer;
      this.toasts.show(done);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
