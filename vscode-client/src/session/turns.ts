// One prompt at a time.
import type { ChoiceQuestion, Editor, LineQuestion } from './editor';

/** Lets one prompt be open at a time; the next waits for its turn. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Shows a prompt when those before it are answered. */
  take<T>(prompt: () => Promise<T>): Promise<T> {
    const turn = this.last.then(prompt);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** The editor's prompts, each in its turn. */
export class Prompts {
  constructor(
    private readonly editor: Editor,
    private readonly turns: Turns,
  ) {}

  choose<T>(question: ChoiceQuestion<T>): Promise<T | undefined> {
    return this.turns.take(() => this.editor.choose(question));
  }

  askLine(question: LineQuestion): Promise<string | undefined> {
    return this.turns.take(() => this.editor.askLine(question));
  }

  askFile(title: string): Promise<string | undefined> {
    return this.turns.take(() => this.editor.askFile(title));
  }

  confirm(text: string, detail: string, button: string): Promise<boolean> {
    return this.turns.take(() => this.editor.confirm(text, detail, button));
  }
}
