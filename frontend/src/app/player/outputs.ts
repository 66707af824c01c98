import { computed, inject, Service } from '@angular/core';
import type { OutputView } from '../core/api/types';
import { PlayerCommands } from './player-commands';
import { PlayerState } from './player-state';
import { TabIdentity } from './tab-identity';

/** Everything that could make the sound, and which one does. */
@Service()
export class Outputs {
  private readonly state = inject(PlayerState);
  private readonly commands = inject(PlayerCommands);
  private readonly tab = inject(TabIdentity);

  /** This tab first. */
  readonly list = computed<readonly OutputView[]>(() => {
    const outputs = this.state.view()?.outputs ?? [];
    const here = outputs.find((output) => output.id === this.tab.id) ?? this.unknownHere();
    return [here, ...outputs.filter((output) => output !== here && output.id !== here.id)];
  });
  /** The active output, when that is not this tab. */
  readonly elsewhere = computed(() =>
    this.list().find((output) => output.isActive && output.isPresent && output.id !== this.tab.id),
  );

  isHere(output: OutputView): boolean {
    return output.id === this.tab.id;
  }

  /** That output goes on where the active one is. */
  takeOver({ id }: OutputView): void {
    void this.commands.send({
      name: 'outputs/{id}/activate',
      path: { id },
      foresee: (view) => ({
        ...view,
        outputs: view.outputs.map((output) => ({ ...output, isActive: output.id === id })),
      }),
    });
  }

  /** Before the server has heard of it. */
  private unknownHere(): OutputView {
    return { id: this.tab.id, name: this.tab.name, kind: 'browser', isActive: false, isPresent: true };
  }
}
