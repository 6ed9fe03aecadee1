// The stand-in tenant of a demonstration, and what a program has to know to use it in place of Microsoft 365.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export class Tenant {
  /** Starts the tenant with `program`, that of bin/tenant, and its arguments. */
  static async start(program, args = []) {
    const running = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: running.stdout })) {
      return new Tenant(running, JSON.parse(line));
    }
    throw new Error('the stand-in tenant did not start');
  }

  constructor(running, facts) {
    this.running = running;
    this.facts = facts;
    // Nothing of the user's own sign-ins is read or written.
    this.folder = mkdtempSync(join(tmpdir(), 'm365ls-demo-'));
    this.home = join(this.folder, 'home');
    mkdirSync(this.home, { mode: 0o700 });
  }

  /** The environment of a program that is to use this tenant. */
  get environment() {
    const others = Object.entries(process.env)
      .filter(([name]) => !/_proxy$/i.test(name) && !/^(M365LS|CLIMICROSOFT365|OFFICE365CLI)_/.test(name));
    return {
      ...Object.fromEntries(others),
      HTTPS_PROXY: this.facts.proxy,
      M365LS_CA_FILE: this.facts.caFile,
      M365LS_HOME: this.home,
      M365LS_KEY_IN_FILE: '1',
      CLIMICROSOFT365_ENTRAAPPID: this.facts.appId,
      CLIMICROSOFT365_TENANT: this.facts.tenantId,
    };
  }

  /** Does what a person does on the page for device codes. */
  async approve(code) {
    const answer = await fetch(this.facts.approveUrl, {
      method: 'POST',
      body: new URLSearchParams({ code, user: this.facts.user, decision: 'approve' }),
    });
    if (!answer.ok) {
      throw new Error(`The code was not approved: ${answer.status}`);
    }
  }

  end() {
    this.running.stdin.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
