import type { Type } from '@angular/core';
import type { Route } from '@angular/router';
import {
  ChartNoAxesColumn,
  Disc3,
  HardDriveDownload,
  Heart,
  House,
  Library,
  ListMusic,
  ListVideo,
  Mic,
  Music,
  Plug,
  Radio,
  RotateCcwClock,
  Search,
  Settings,
  Shapes,
  Smartphone,
  UsersRound,
  type IconNode,
} from 'lucide';

/** Where a place is offered: the rail, the tabs of a phone, the page behind its Library tab, the palette. */
type Shown = 'rail' | 'tabs' | 'library' | 'palette';

/** Somewhere to go to. */
export interface Place {
  /** Its address, without a slash before it. */
  readonly path: string;
  readonly title: string;
  readonly icon: IconNode;
  readonly shownIn: readonly Shown[];
  /** Keys that lead there after G; the first is the one that is told. */
  readonly goKeys?: readonly string[];
  /** A key that leads there by itself. */
  readonly key?: string;
  /** Other words by which the palette finds it. */
  readonly words?: string;
  /** First parts of other addresses that belong to it: `album` of `/album/12`. */
  readonly holds?: readonly string[];
}

/**
 * Every place there is, in the order in which they are offered. Routes, rail, tabs, palette, keys, the sheet of shortcuts
 * and the titles of pages follow from it. A phone has room for four tabs: what comes later goes under Library.
 */
const LIST = [
  {
    path: '',
    get title() {
      return $localize`Home`;
    },
    icon: House,
    shownIn: ['rail', 'tabs', 'palette'],
    goKeys: ['h'],
    get words() {
      return $localize`start`;
    },
  },
  {
    path: 'search',
    get title() {
      return $localize`Search`;
    },
    icon: Search,
    shownIn: ['rail', 'tabs', 'palette'],
    key: '/',
    goKeys: ['s'],
    get words() {
      return $localize`find`;
    },
  },
  {
    path: 'library',
    get title() {
      return $localize`Library`;
    },
    icon: Library,
    shownIn: ['tabs'],
  },
  {
    path: 'albums',
    get title() {
      return $localize`Albums`;
    },
    icon: Disc3,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['l', 'a'],
    get words() {
      return $localize`library records`;
    },
    holds: ['album'],
  },
  {
    path: 'artists',
    get title() {
      return $localize`Artists`;
    },
    icon: UsersRound,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['r'],
    get words() {
      return $localize`library bands people`;
    },
    holds: ['artist'],
  },
  {
    path: 'favourites',
    get title() {
      return $localize`Favourites`;
    },
    icon: Heart,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['f'],
    get words() {
      return $localize`hearts loved liked starred`;
    },
  },
  {
    path: 'playlists',
    get title() {
      return $localize`Playlists`;
    },
    icon: ListVideo,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['m'],
    get words() {
      return $localize`library lists mixes`;
    },
    holds: ['playlist'],
  },
  {
    path: 'songs',
    get title() {
      return $localize`Songs`;
    },
    icon: Music,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['u'],
    get words() {
      return $localize`library tracks music list table`;
    },
  },
  {
    path: 'genres',
    get title() {
      return $localize`Genres`;
    },
    icon: Shapes,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['e'],
    get words() {
      return $localize`library decades years styles`;
    },
    holds: ['genre', 'decades', 'decade'],
  },
  {
    path: 'stations',
    get title() {
      return $localize`Stations`;
    },
    icon: Radio,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['d'],
    get words() {
      return $localize`library radio live streams`;
    },
    holds: ['station', 'personal-station', 'personal-stations'],
  },
  {
    path: 'podcasts',
    get title() {
      return $localize`Podcasts`;
    },
    icon: Mic,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['p'],
    get words() {
      return $localize`shows episodes feeds subscriptions`;
    },
    holds: ['podcast', 'episode'],
  },
  {
    path: 'kept',
    get title() {
      return $localize`Kept at home`;
    },
    icon: HardDriveDownload,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['k'],
    get words() {
      return $localize`offline downloads cache storage internet room`;
    },
  },
  {
    path: 'device',
    get title() {
      return $localize`On this device`;
    },
    icon: Smartphone,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['v'],
    get words() {
      return $localize`offline downloads airplane phone storage network room`;
    },
  },
  {
    path: 'queue',
    get title() {
      return $localize`Queue`;
    },
    icon: ListMusic,
    shownIn: ['palette'],
    goKeys: ['q'],
    get words() {
      return $localize`what comes next`;
    },
  },
  {
    path: 'history',
    get title() {
      return $localize`History`;
    },
    icon: RotateCcwClock,
    shownIn: ['rail', 'tabs', 'palette'],
    goKeys: ['y'],
    get words() {
      return $localize`journal listens played`;
    },
  },
  {
    path: 'history/statistics',
    get title() {
      return $localize`Statistics`;
    },
    icon: ChartNoAxesColumn,
    shownIn: ['rail', 'palette'],
    goKeys: ['t'],
    get words() {
      return $localize`charts top listens`;
    },
  },
  {
    path: 'sources',
    get title() {
      return $localize`Sources`;
    },
    icon: Plug,
    shownIn: ['rail', 'library', 'palette'],
    goKeys: ['o'],
    get words() {
      return $localize`services accounts health doctor youtube`;
    },
  },
  {
    path: 'settings',
    get title() {
      return $localize`Settings`;
    },
    icon: Settings,
    shownIn: ['rail', 'palette'],
    goKeys: [','],
    get words() {
      return $localize`preferences options folders`;
    },
  },
] as const satisfies readonly Place[];

export type PlacePath = (typeof LIST)[number]['path'];

export const PLACES: readonly (Place & { readonly path: PlacePath })[] = LIST;

/** Those that are offered there. */
export function placesIn(where: Shown): typeof PLACES {
  return PLACES.filter((place) => place.shownIn.includes(where));
}

/** The route to a place, whose page is loaded when it is first gone to. */
export function placeRoute(path: PlacePath, loadComponent: () => Promise<Type<unknown>>): Route {
  return { path, pathMatch: 'full', title: () => titleOf(path), loadComponent };
}

export function titleOf(path: PlacePath): string {
  return PLACES.find((place) => place.path === path)?.title ?? '';
}

/** The place that an address is in: the one with the longest path that leads there. */
export function placeAt(address: string): Place | undefined {
  const path = (address.split(/[?#]/)[0] ?? '').replace(/^\//, '');
  const first = path.split('/')[0] ?? '';
  const fitting = PLACES.filter(
    (place) =>
      path === place.path || (place.path !== '' && path.startsWith(`${place.path}/`)) || place.holds?.includes(first),
  );
  return fitting.sort((a, b) => b.path.length - a.path.length)[0];
}
