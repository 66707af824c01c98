import type { FakeAnswer } from '../fake-upstream.js';
import type { BandcampFans, Shelf } from './bandcamp-fans.js';
import {
  artAddress,
  isUnreleased,
  pageOf,
  pathOf,
  releasesOf,
  siteOf,
  tralbumOf,
  type Tralbum,
  type World,
  type WorldBand,
  type WorldFan,
  type WorldRelease,
} from './bandcamp-world.js';
import { dataAttribute, escaped, page } from './html.js';
import { bandData, embedData, emptyTralbum, type PageData } from './page-data.js';
import type { Json } from './tralbum-answers.js';

/** So many stand in the page of a discography; the others come by a script. */
const GRID_ITEMS = 16;
const SIDEBAR_ITEMS = 8;
const SEARCH_ITEMS = 18;

/** The pages that a browser is shown. */
export class BandcampPages {
  constructor(
    private readonly world: World,
    private readonly data: PageData,
    private readonly fans: BandcampFans,
    private readonly nowMs: () => number,
  ) {}

  /** @param path on the host of a performer */
  ofBand(band: WorldBand, path: string): FakeAnswer {
    if (path === '/' || path === '/music') return this.front(band);
    const own = this.world.releases.filter((release) => release.band === band);
    const release = own.find((one) => pathOf(tralbumOf(one)) === path);
    if (release) return this.tralbum(tralbumOf(release));
    for (const of of own) {
      const track = of.tracks.find((one) => pathOf({ release: of, track: one }) === path);
      if (track && !isUnreleased(track, of, this.nowMs())) return this.tralbum({ release: of, track });
    }
    return notFoundPage();
  }

  fan(fan: WorldFan, tab: Shelf): FakeAnswer {
    const title = `${fan.name} | ${tab === 'collection' ? 'Collection' : 'Wishlist'} | Bandcamp`;
    const head = [`<meta property="og:url" content="https://bandcamp.com/${fan.username}">`];
    const body = [`<div class="fan-bio"><span class="name">${escaped(fan.name)}</span></div>`];
    return page({ title, head, body }, this.fans.pageData(fan, tab));
  }

  private front(band: WorldBand): FakeAnswer {
    const all = releasesOf(this.world, band);
    const [only] = all;
    return band.front === 'album' && only ? this.tralbum(tralbumOf(only)) : grid(band, all);
  }

  private tralbum(tralbum: Tralbum): FakeAnswer {
    const { release, track } = tralbum;
    const { band } = release;
    const title = track?.title ?? release.title;
    const artist = track?.artist ?? release.artist;
    const data = [
      dataAttribute('tralbum', this.data.tralbum(tralbum)),
      dataAttribute('embed', embedData(tralbum)),
      dataAttribute('site', { supportEmail: '', is_custom_domain: band.domain ? 1 : null, env: 'prod' }),
      dataAttribute('band', bandData(band)),
    ];
    const linked = JSON.stringify(this.data.linked(tralbum)).replaceAll('<', String.raw`\u003c`);
    return page({
      title: `${title} | ${artist}`,
      head: [
        `<meta name="description" content="${escaped(`${title} by ${artist}`)}">`,
        `<meta name="title" content="${escaped(`${title}, by ${artist}`)}">`,
        `<meta property="og:title" content="${escaped(`${title}, by ${artist}`)}">`,
        `<meta property="og:type" content="${track ? 'song' : 'album'}">`,
        `<meta property="og:site_name" content="${escaped(band.name)}">`,
        `<meta property="og:image" content="${artAddress(release, 5)}">`,
        `<meta property="og:url"   content="${pageOf(tralbum)}">`,
        `<script type="application/ld+json">\n        ${linked}\n    </script>`,
        `<script type="text/javascript" src="https://s4.bcbits.com/bundle/bundle/1/tralbum.js" ${data.join(' ')}></script>`,
      ],
      body: [...this.heading(tralbum, title, artist), ...this.trackTable(tralbum), ...tags(release), ...sidebar(this.world, band)], // prettier-ignore
    });
  }

  private heading({ release, track }: Tralbum, title: string, artist: string): string[] {
    const by = `<span>\n            <a href="${siteOf(release.band)}">${escaped(artist)}</a>\n            </span>`;
    const from = `from <span>\n                <a href="/album/${release.slug}"><span class="fromAlbum">${escaped(release.title)}</span></a></span> by`; // prettier-ignore
    const under = !track
      ? `<h3 style="margin:0px;">by \n        ${by}\n        </h3>`
      : `<h3 class="albumTitle">\n            ${release.kind === 'album' ? from : 'by'}\n            ${by}\n        </h3>`;
    return [`<div id="name-section">\n        <h2 class="trackTitle">\n            ${escaped(title)}\n        </h2>`, under, '</div>']; // prettier-ignore
  }

  private trackTable({ release, track }: Tralbum): string[] {
    if (track) return [];
    const rows = release.tracks.map(({ title, slug, number, ...one }) => {
      const isUnreleasedNow = isUnreleased({ title, slug, number, ...one }, release, this.nowMs());
      const name = `<span class="track-title">${escaped(title)}</span>`;
      const cell = isUnreleasedNow ? name : `<a href="/track/${slug}">${name}</a>`;
      return `<tr class="track_row_view${isUnreleasedNow ? '' : ' linked'}" rel="tracknum=${number ?? 1}"><td class="track-number-col"><div class="track_number secondaryText">${number ?? 1}.</div></td><td class="title-col"><div class="title">${cell}</div></td></tr>`; // prettier-ignore
    });
    return ['<table class="track_list track_table" id="track_table">', ...rows, '</table>'];
  }
}

/** @param found of all that was found, that of one page */
export function searchPage(text: string, found: readonly Json[], pageNumber: number): FakeAnswer {
  const items = found.slice((pageNumber - 1) * SEARCH_ITEMS, pageNumber * SEARCH_ITEMS);
  const isLast = pageNumber * SEARCH_ITEMS >= found.length;
  return page({
    title: 'Search: music | Bandcamp',
    body: [
      '<ul class="result-items">',
      ...items.map(searchResult),
      '</ul>',
      '<div class="pager"><ul class="pagelist">',
      `<li><span class="pagenum chosen round4">${pageNumber}</span></li>`,
      ...(isLast ? [] : [`<li><a class="pagenum round4" href="?page=${pageNumber + 1}&amp;q=${encodeURIComponent(text)}" rel="nofollow">${pageNumber + 1}</a></li>`]), // prettier-ignore
      '</ul></div>',
    ],
  });
}

/** Asks for a browser that runs scripts. */
export function challengePage(): FakeAnswer {
  const body = [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Client Challenge</title></head>',
    '<body><noscript>JavaScript is disabled in your browser.</noscript><div id="loading-error"></div></body></html>',
    '',
  ];
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: body.join('\n') };
}

export function notFoundPage(): FakeAnswer {
  return page({ title: 'Bandcamp', body: ['<h2>Sorry, that something isn’t here.</h2>'] }, {}, 404);
}

export function plainPage(title: string): FakeAnswer {
  return page({ title, body: [`<h1>${escaped(title)}</h1>`] });
}

function grid(band: WorldBand, all: readonly WorldRelease[]): FakeAnswer {
  const rest = all.slice(GRID_ITEMS).map((release) => gridItem(band, release));
  const client = rest.length === 0 ? '' : ` ${dataAttribute('client-items', rest)}`;
  const record = band.front === 'empty-record' ? `${dataAttribute('tralbum', emptyTralbum(band))} ` : '';
  return page({
    title: `Music | ${band.name}`,
    head: [
      `<meta name="description" content="${escaped(`${band.name}.\n${band.location ?? ''}`)}">`,
      `<meta property="og:title" content="${escaped(band.name)}">`,
      '<meta property="og:type" content="band">',
      `<meta property="og:url" content="${siteOf(band)}">`,
      `<script type="text/javascript" src="https://s4.bcbits.com/bundle/bundle/1/band.js" ${record}${dataAttribute('band', bandData(band))}></script>`,
    ],
    body: [
      `<p id="band-name-location"><span class="title">${escaped(band.name)}</span><span class="location secondaryText">${escaped(band.location ?? '')}</span></p>`,
      `<ol id="music-grid" class="editable-grid music-grid columns-4 public"${client}>`,
      ...all.slice(0, GRID_ITEMS).map((release) => gridEntry(band, release)),
      '</ol>',
    ],
  });
}

/** What others have is found by its whole address. */
function addressIn(band: WorldBand, release: WorldRelease): string {
  const tralbum = tralbumOf(release);
  return release.band === band ? pathOf(tralbum) : pageOf(tralbum);
}

function gridEntry(band: WorldBand, release: WorldRelease): string {
  const { kind, id, title, artist } = release;
  const other = artist === band.name ? '' : `<br>\n        <span class="artist-override">\n            ${escaped(artist)}\n        </span>`; // prettier-ignore
  return [
    `<li data-item-id="${kind}-${id}" data-band-id="${release.band.id}" class="music-grid-item square">`,
    `    <a href="${addressIn(band, release)}">`,
    `        <div class="art"><img src="${artAddress(release, 2)}" alt="" /></div>`,
    `        <p class="title">\n        ${escaped(title)}${other}\n        </p>`,
    '    </a>',
    '</li>',
  ].join('\n');
}

function gridItem(band: WorldBand, release: WorldRelease): Json {
  const { artId, id, title, kind, artist } = release;
  return {
    ...{ art_id: artId, band_id: release.band.id, id, title, page_url: addressIn(band, release), type: kind },
    artist: artist === band.name ? null : artist,
  };
}

function tags({ tags: genres, places, band }: WorldRelease): string[] {
  const links = [...genres, ...places].map((name) => `<a class="tag" href="https://bandcamp.com/discover/${encodeURIComponent(name.toLowerCase())}?from=tralbum&artist=${band.id}"\n                >${escaped(name)}</a>`); // prettier-ignore
  return ['<div class="tralbumData tralbum-tags tralbum-tags-nu hidden">', ...links, '</div>'];
}

function sidebar(world: World, band: WorldBand): string[] {
  const entries = releasesOf(world, band)
    .slice(0, SIDEBAR_ITEMS)
    .map((release) => `<li><div class="trackTitle"><a href="${addressIn(band, release)}">${escaped(release.title)}</a></div></li>`); // prettier-ignore
  const heading = '<h3 class="title"><a href="/music" class="link-and-title primaryText">discography</a></h3>';
  return ['<div id="discography" class="sidebar">', heading, '<ul>', ...entries, '</ul></div>'];
}

const WORDS: Readonly<Record<string, string>> = { b: 'ARTIST', a: 'ALBUM', t: 'TRACK', f: 'FAN' };

function searchResult(found: Json): string {
  const { type, id, name, band_name: by, album_name: album, location } = found;
  const address = String(found.item_url_path ?? found.item_url_root ?? found.url);
  const link = escaped(`${address}?from=search&search_item_id=${String(id)}&search_item_type=${String(type)}&search_page_no=1`); // prettier-ignore
  const from = typeof album === 'string' ? `from ${album}\n                    by ` : 'by ';
  const under = typeof by === 'string' ? `${from}${by}` : typeof location === 'string' ? location : '';
  return [
    `<li class="searchresult data-search" ${dataAttribute('search', { type, id })}>`,
    `    <a class="artcont" href="${link}">\n        <div class="art">${artOf(found)}</div>\n    </a>`,
    '    <div class="result-info">',
    `        <div class="itemtype">\n            ${WORDS[String(type)] ?? ''}\n        </div>`,
    `        <div class="heading">\n            <a href="${link}">\n            ${escaped(String(name))}\n            </a>\n        </div>`, // prettier-ignore
    `        <div class="subhead">\n            ${escaped(under)}\n        </div>`,
    `        <div class="itemurl">\n            <a href="${link}">${escaped(address)}</a>\n        </div>`,
    '    </div>',
    '</li>',
  ].join('\n');
}

function artOf({ art_id: artId, img }: Json): string {
  if (typeof artId === 'number')
    return `<img src="https://f4.bcbits.com/img/a${String(artId).padStart(10, '0')}_7.jpg">`;
  return typeof img === 'string' ? `<img src="${img}">` : '';
}
