import { grouped, type Packet, type PacketGroup } from './encoded-audio';

async function groupsOf(count: number, groupSamples: number, endsAt: number): Promise<PacketGroup[]> {
  async function* packets(): AsyncGenerator<Packet, number> {
    for (let n = 0; n < count; n++) yield await Promise.resolve({ data: new Uint8Array(1), at: n * 10, samples: 10 });
    return endsAt;
  }
  const groups: PacketGroup[] = [];
  for await (const group of grouped(packets(), groupSamples)) groups.push(group);
  return groups;
}
const sizes = (groups: readonly PacketGroup[]): number[] => groups.map(({ packets }) => packets.length);

describe('grouped', () => {
  it('joins the rest to the last group, which alone knows the end', async () => {
    const groups = await groupsOf(7, 30, 65);
    expect(sizes(groups)).toEqual([3, 4]);
    expect(groups.map(({ endsAt }) => endsAt)).toEqual([undefined, 65]);
  });

  it('keeps a whole group back, so that padding longer than a packet is within the last', async () => {
    expect(sizes(await groupsOf(6, 30, 25))).toEqual([3, 3]);
  });

  it('tells the end of nothing, too', async () => {
    expect(await groupsOf(0, 30, 12)).toEqual([{ packets: [], endsAt: 12 }]);
  });
});
