import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  linkedSignal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { AudioLines, ChevronDown, Ellipsis, ListMusic, MicVocal, TableOfContents } from 'lucide';
import { oneOf, Preferences } from '../../core/preferences';
import { ChapterLine } from '../../player/chapter-line';
import { DevicePicker } from '../../player/device-picker';
import { LiveLine } from '../../player/live-line';
import { LyricsView } from './lyrics-view';
import { OnAir } from '../../player/on-air';
import { PlayingWords } from '../../player/playing-words';
import { Outputs } from '../../player/outputs';
import { Player } from '../../player/player';
import { MoreBy } from './more-by';
import { PlayingArtists } from './playing-artists';
import { ChapterList } from '../../media/chapter-list';
import { HeartButton } from '../../media/heart-button';
import { heartableTrack } from '../../media/subjects/heartable';
import { MenuButton } from '../../media/menu-button';
import { MenuOn } from '../../media/menu-on';
import { PlayingChapters } from '../../player/playing-chapters';
import { QueuePanel } from '../../media/queue/queue-panel';
import { queueItemSubject } from '../../media/subjects/subject';
import { SeekBar } from '../../player/seek-bar';
import { SleepMenu } from '../../player/sleep-menu';
import { SoundEffects } from '../../player/sound/sound-effects';
import { Spectrum } from './spectrum';
import { Stage } from '../../player/stage';
import { StationThumbs } from '../../player/station-thumbs';
import { Swipe, type SwipeDirection } from '../../player/swipe';
import { matchesMedia } from '../../ui/media-query';
import { clockTime } from '../../core/locale/time';
import { TrackCover } from '../../player/track-cover';
import { Transport } from '../../player/transport';
import { VolumeControl } from '../../player/volume-control';
import { Icon } from '../../ui/icon';

const ICONS = {
  audioLines: AudioLines,
  chevronDown: ChevronDown,
  ellipsis: Ellipsis,
  listMusic: ListMusic,
  micVocal: MicVocal,
  tableOfContents: TableOfContents,
};

/** What stands beside the cover; in a narrow window, instead of it. Of an episode, chapters are its lyrics. */
type Panel = 'lyrics' | 'queue' | 'none';

/** Lyrics, unless they were closed. */
const PANEL = oneOf('pyxis.now-playing-panel', ['lyrics', 'none']);
/** As in now-playing.css. */
const ROOM_FOR_PANEL = '(min-width: 1000px)';

/** The whole window for what plays: cover, controls, lyrics and queue on a ground of the cover's colour. */
@Component({
  selector: 'px-now-playing',
  imports: [
    ChapterLine,
    ChapterList,
    DevicePicker,
    HeartButton,
    LiveLine,
    LyricsView,
    MenuButton,
    MenuOn,
    MoreBy,
    PlayingArtists,
    QueuePanel,
    RouterLink,
    SeekBar,
    SleepMenu,
    Spectrum,
    StationThumbs,
    Swipe,
    TrackCover,
    Transport,
    VolumeControl,
    Icon,
  ],
  host: { role: 'dialog', 'aria-modal': 'true', '[attr.aria-label]': 'label' },
  templateUrl: './now-playing.html',
  styleUrl: './now-playing.css',
})
export class NowPlaying {
  protected readonly icons = ICONS;
  protected readonly label = $localize`Now playing`;
  protected readonly player = inject(Player);
  protected readonly outputs = inject(Outputs);
  protected readonly stage = inject(Stage);
  /** What the menu is about. */
  protected readonly heartable = computed(() => {
    const track = this.player.current();
    return track && heartableTrack(track);
  });
  protected readonly subject = computed(() => {
    const item = this.player.currentItem();
    return item && queueItemSubject(item, () => this.player.jump(item));
  });
  protected readonly onAir = inject(OnAir);
  protected readonly words = inject(PlayingWords).words;
  protected readonly clock = clockTime;
  protected readonly spectrum = inject(SoundEffects).hasSpectrum;
  /** It is nothing but motion, and shows what sounds here alone. */
  private readonly isCalm = matchesMedia('(prefers-reduced-motion: reduce)');
  protected readonly canShowSpectrum = computed(() => !this.isCalm() && this.outputs.elsewhere() === undefined);
  private readonly keptPanel = inject(Preferences).of(PANEL);
  /** The queue when that is asked for; else what stood there last, where there is room, and the cover where not. */
  protected readonly panel = linkedSignal<boolean, Panel>({
    source: this.stage.isQueueFirst,
    computation: (isQueueFirst, previous) => {
      if (isQueueFirst) return 'queue';
      if (previous && previous.value !== 'queue') return previous.value;
      return window.matchMedia(ROOM_FOR_PANEL).matches ? this.keptPanel.value() : 'none';
    },
  });

  private readonly chapters = inject(PlayingChapters).listed;
  /** Whether it is an episode without chapters. */
  protected readonly hasNoWords = computed(() => this.player.isSpeech() && this.chapters().length === 0);
  protected readonly shown = computed<Panel>(() =>
    this.panel() === 'lyrics' && this.hasNoWords() ? 'none' : this.panel(),
  );

  /** Of the button that shows what is said or sung. */
  protected readonly wordsLabel = computed(() => (this.player.isSpeech() ? $localize`Chapters` : $localize`Lyrics`));

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.querySelector('h1')?.focus({ preventScroll: true }));
    effect(() => {
      if (!this.player.current()) untracked(() => this.stage.close());
    });
  }

  protected toggle(panel: 'lyrics' | 'queue'): void {
    const shown = this.shown() === panel ? 'none' : panel;
    this.stage.showPart(shown === 'queue' ? 'queue' : 'cover');
    this.panel.set(shown);
    if (shown !== 'queue' && panel === 'lyrics') this.keptPanel.choose(shown);
  }

  protected swipe(direction: SwipeDirection): void {
    if (direction === 'down') this.stage.close();
    else if (direction === 'up') this.stage.showPart('queue');
    else if (direction === 'left') this.player.next();
    else this.player.previous();
  }
}
