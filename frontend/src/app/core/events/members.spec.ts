import { Members } from './members';

const wishes = { topics: ['player'], isHidden: false };

describe('Members', () => {
  it('says which topics a tab did not want before', () => {
    const members = new Members();
    expect(members.take('a', wishes)).toEqual(['player']);
    expect(members.take('a', { ...wishes, topics: ['player', 'scan'] })).toEqual(['scan']);
  });

  it('forgets who misses every question, not who answers late', () => {
    const members = new Members();
    members.take('dead', { ...wishes, outputId: 'dead' });
    members.take('late', { ...wishes, outputId: 'late' });
    for (let question = 0; question < 5; question++) {
      members.expectAnswers();
      if (question % 2 === 1) members.heard('late');
    }
    expect(members.wishes.map(({ outputId }) => outputId)).toEqual(['late']);
  });

  it('names as successor one that is looked at, and lives', () => {
    const members = new Members();
    expect(members.successor).toBeUndefined();
    members.take('silent', wishes);
    members.take('hidden', { ...wishes, isHidden: true });
    members.take('visible', wishes);
    members.expectAnswers();
    members.heard('hidden');
    members.heard('visible');
    expect(members.successor).toBe('visible');
  });
});
