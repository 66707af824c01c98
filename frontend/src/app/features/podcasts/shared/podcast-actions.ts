import { inject, Service } from '@angular/core';
import { downloadUrl } from '../../../core/api/urls';
import { Downloads } from '../../../media/downloads';
import type { Action, ActionProvider } from '../../../media/subjects/actions';
import { Links } from '../../../media/subjects/links';
import { isSeveral, isShow, type Subject } from '../../../media/subjects/subject';
import { Player } from '../../../player/player';
import { Heard } from './heard';
import { type EpisodeSubject, isEpisode, playableShow } from './subjects';

@Service()
export class ShowActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly links = inject(Links);
  private readonly heard = inject(Heard);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isShow(subject)) return [];
    const { player } = this;
    const playable = playableShow(subject);
    return [
      {
        id: 'play',
        group: 'play',
        icon: 'play',
        title: $localize`Play what is not heard`,
        run: () => player.play(playable),
      },
      {
        id: 'queue',
        group: 'play',
        icon: 'queue',
        title: $localize`Add to queue`,
        run: () => player.add(playable, 'last'),
      },
      ...this.links.to('podcast', subject.id, $localize`Go to podcast`),
      {
        id: 'refresh',
        group: 'heard',
        icon: 'refresh',
        title: $localize`Look for new episodes`,
        run: () => this.heard.refresh(subject),
      },
      ...this.links.give('podcast', subject.id, subject.title),
    ];
  }
}

@Service()
export class EpisodeActions implements ActionProvider {
  private readonly player = inject(Player);
  private readonly links = inject(Links);
  private readonly heard = inject(Heard);
  private readonly downloads = inject(Downloads);

  actionsFor(subject: Subject): readonly Action[] {
    if (isSeveral(subject)) return this.marksOfSeveral(subject.items);
    if (!isEpisode(subject)) return [];
    const { episode, track } = subject;
    const { player } = this;
    const isOff = !episode.isPlayable;
    const { state } = this.heard.of(episode);
    const verb = state === 'in-progress' ? $localize`Resume` : $localize`Play`;
    return [
      { id: 'play', group: 'play', icon: 'play', title: verb, isOff, run: () => this.play(subject) },
      {
        id: 'next',
        group: 'play',
        icon: 'next',
        title: $localize`Play next`,
        isOff,
        run: () => player.addTrack(track, 'next'),
      },
      { id: 'queue', group: 'play', icon: 'queue', title: $localize`Add to queue`, isOff, run: () => player.addTrack(track, 'last') }, // prettier-ignore
      ...this.marksOf(subject),
      ...this.links.to('episode', episode.id, $localize`Details`),
      ...this.links.to('podcast', episode.showId, $localize`Go to podcast`),
      {
        id: 'download',
        group: 'share',
        icon: 'download',
        title: $localize`Download as a file`,
        isOff,
        run: () => this.downloads.start(downloadUrl(subject.id)),
      },
      ...this.links.give('episode', episode.id, episode.title),
    ];
  }

  private marksOfSeveral(subjects: readonly Subject[]): readonly Action[] {
    const { heard } = this;
    const episodes = subjects.filter(isEpisode).map(({ episode }) => episode);
    if (episodes.length < subjects.length) return [];
    const rest = episodes.filter((one) => heard.of(one).state !== 'done');
    const begun = episodes.filter((one) => ['done', 'in-progress'].includes(heard.of(one).state));
    const played = (): unknown => heard.markAll(rest, true);
    const notPlayed = (): unknown => heard.markAll(begun, false);
    return [
      ...(rest.length > 0 ? [{ id: 'played', group: 'heard', icon: 'played', title: $localize`Mark as played`, run: played } as const] : []), // prettier-ignore
      ...(begun.length > 0 ? [{ id: 'not-played', group: 'heard', icon: 'not-played', title: $localize`Mark as not played`, run: notPlayed } as const] : []), // prettier-ignore
    ];
  }

  private marksOf({ episode }: EpisodeSubject): readonly Action[] {
    const { heard } = this;
    const { state } = heard.of(episode);
    const played: Action = {
      id: 'played',
      group: 'heard',
      icon: 'played',
      title: $localize`Mark as played`,
      run: () => heard.mark(episode, true),
    };
    const notPlayed: Action = {
      id: 'not-played',
      group: 'heard',
      icon: 'not-played',
      title: $localize`Mark as not played`,
      run: () => heard.mark(episode, false),
    };
    return [
      ...(state === 'done' ? [] : [played]),
      ...(state === 'done' || state === 'in-progress' ? [notPlayed] : []),
      {
        id: 'played-up-to',
        group: 'heard',
        icon: 'played-up-to',
        title: $localize`Mark played up to here`,
        run: () => heard.markUpTo(episode),
      },
    ];
  }

  private play({ episode, track, play }: EpisodeSubject): void {
    if (play) play();
    else this.player.playTrack(track, { kind: 'podcast', id: episode.showId, title: episode.showTitle });
  }
}
