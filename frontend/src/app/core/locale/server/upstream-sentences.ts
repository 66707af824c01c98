import { serviceOf } from './facts';
import type { Facts, Sentences } from './server-words';

const byItself = (): string => $localize`Nothing is to be done: it is asked again by itself.`;
const network = (): string =>
  $localize`It is asked again by itself. If it stays so, look at the network of the server and at its address.`;
const defect = (): string => $localize`It is asked again by itself. If it stays so, look for a newer Pyxis.`;
const address = (): string => $localize`Look at its address in the configuration.`;
const otherAddress = (): string => $localize`Save another address of the station.`;

/** What can be in the way of any service outside. */
export const UPSTREAM_SENTENCES = {
  'upstream-contact-missing': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: refuses calls that do not say whom to contact.`,
    $localize`Set server.contact to your e-mail address or the address of a web page, or set server.publicUrl, and start Pyxis again.`,
  ],
  'upstream-unauthorized': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: does not accept the credentials.`,
    $localize`Look at the secrets that Pyxis was given for it.`,
  ],
  'upstream-unauthorized/site-changed': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: changed its site.`,
    $localize`Set sources.soundcloud.clientId, or update Pyxis.`,
  ],
  'upstream-unauthorized/station': stationRefuses,
  'upstream-forbidden': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: refuses what it was asked.`,
    $localize`Look at the account there. It may also have blocked the address of the server.`,
  ],
  'upstream-forbidden/robot': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: is asking this server to prove that it is not a bot.`,
    $localize`It is asked again after half an hour, and what was fetched keeps playing. In place of a pasted address, search for the title.`,
  ],
  'upstream-forbidden/blocked': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: is blocking the address of this server for now.`,
    $localize`It is asked again after a quarter of an hour. If it stays so, let Pyxis go out by another address: those of data centres are blocked most.`,
  ],
  'upstream-forbidden/station': stationRefuses,
  'upstream-not-found': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: has nothing there.`,
    address(),
  ],
  'upstream-not-found/station': nothingAtStation,
  'upstream-gone': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: no longer has what it was asked for.`,
    $localize`It was taken away for good.`,
  ],
  'upstream-gone/station': nothingAtStation,
  'upstream-rejected': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: did not accept the call.`,
    defect(),
  ],
  'upstream-not-accepted': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: did not accept the call.`,
    defect(),
  ],
  'upstream-rate-limited': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: has had enough for now.`,
    byItself(),
  ],
  'upstream-server-error': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: has a fault of its own.`,
    byItself(),
  ],
  'upstream-timeout': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: did not answer in time.`,
    network(),
  ],
  'upstream-silence': (facts: Facts): Sentences => [$localize`${serviceOf(facts)}:service: fell silent.`, network()],
  'upstream-unreachable': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: cannot be reached.`,
    network(),
  ],
  'upstream-bad-certificate': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: has a certificate that is not valid.`,
    $localize`Look at the clock of the server and at the address of the service: somebody may stand in between.`,
  ],
  'upstream-broken-answer': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: answered with something that breaks off or makes no sense.`,
    byItself(),
  ],
  'upstream-wrong-type': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: answered with another kind of thing.`,
    address(),
  ],
  'upstream-too-large': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: answered with more than it should.`,
    defect(),
  ],
  'upstream-bad-redirect': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: sends elsewhere.`,
    address(),
  ],
  'upstream-unsafe-address': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: leads to an address that is not on the internet.`,
    $localize`Look at its address in the configuration, and at the name server. Only an address that stands there may lie in a private network.`,
  ],
  'upstream-unsafe-address/station': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: leads to an address that is not on the internet.`,
    $localize`If it is a server of your own, name it in the configuration of the source.`,
  ],
  'upstream-busy': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: was not asked: too many other calls wait for it.`,
    byItself(),
  ],
  'upstream-aborted': (facts: Facts): Sentences => [
    $localize`${serviceOf(facts)}:service: was not waited for.`,
    byItself(),
  ],
} as const;

function stationRefuses(facts: Facts): Sentences {
  return [
    $localize`${serviceOf(facts)}:service: does not let this server listen: it may be open to some countries only, or to those with an account.`,
    $localize`Save an address of the station that is open to you.`,
  ];
}

function nothingAtStation(facts: Facts): Sentences {
  return [$localize`${serviceOf(facts)}:service: has nothing at this address.`, otherAddress()];
}
