// Queries a kept value while the user types.
import type { QueryResult } from '../protocol';
import type { Server } from '../session/server';

/** Asks one query at a time; of those typed meanwhile only the last. */
export class Queries {
  private next: { readonly value: string; readonly query: string } | undefined;
  private asking = false;

  constructor(
    private readonly server: Server,
    private readonly answered: (value: string, query: string, result: QueryResult) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Asks for the answer to a query over a kept value. */
  ask(value: string, query: string): void {
    this.next = { value, query };
    if (!this.asking) {
      void this.work();
    }
  }

  private async work(): Promise<void> {
    this.asking = true;
    try {
      while (this.next !== undefined) {
        const { value, query } = this.next;
        this.next = undefined;
        const result = await this.server.request('m365/query', { value, query, output: 'json', asCli: false });
        if (this.next === undefined) {
          this.answered(value, query, result);
        }
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.asking = false;
    }
  }
}
