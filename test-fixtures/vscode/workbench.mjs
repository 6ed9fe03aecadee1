// VS Code in a browser, as a person sees and uses it. Everything waits until it can be done, or gives up with an error.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/** How long anything may take, in milliseconds: generous, since other work may be going on. */
const PATIENCE = 120_000;
const OFTEN = 50;

const BROWSERS = [
  process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A browser that does nothing by itself goes nowhere by itself. */
const STILL = [
  '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-domain-reliability', '--disable-sync', '--disable-default-apps', '--no-first-run', '--no-default-browser-check', '--no-pings',
  '--disable-client-side-phishing-detection', '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
];

/** How long something may take that is tried again, in milliseconds. */
const SOON = 10_000;

/** Whether something works out. */
const soon = attempt => attempt.then(() => true, () => false);

/** Waits for a value that is neither undefined nor false. */
export async function until(what, find) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await pause(OFTEN);
  }
}

export class Workbench {
  /**
   * Opens the editor at `address` in a new browser.
   *
   * @param proxy where the browser finds all that is not on this machine
   * @param pictures folder for screenshots
   * @param log called with a line for each step
   */
  static async open({ address, proxy, pictures, log, width = 1500, height = 900 }) {
    const executablePath = BROWSERS.find(path => path !== '' && existsSync(path));
    if (executablePath === undefined) {
      throw new Error('No Chromium was found. Install one, or name it in CHROMIUM.');
    }
    mkdirSync(pictures, { recursive: true });
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await chromium.launch({
      executablePath,
      headless: true,
      args: [...STILL, ...sandbox],
      // As written there, the browser asks the proxy for its own machine too.
      proxy: { server: proxy, bypass: '127.0.0.1,localhost' },
    });
    const context = await browser.newContext({
      viewport: { width, height },
      permissions: ['clipboard-read', 'clipboard-write'],
      ignoreHTTPSErrors: true,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const workbench = new Workbench(browser, context, page, pictures, log);
    await page.goto(address, { waitUntil: 'commit' });
    await workbench.ready();
    return workbench;
  }

  constructor(browser, context, page, pictures, log) {
    this.browser = browser;
    this.context = context;
    this.page = page;
    this.pictures = pictures;
    this.log = log;
    this.begun = Date.now();
    this.steps = 0;
    /** Hosts that pages have asked for. */
    this.hosts = new Set();
    context.on('request', request => this.hosts.add(new URL(request.url()).host));
  }

  async ready() {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.statusbar .statusbar-item').first().waitFor();
  }

  /** Does something that has a name, and takes a picture of what came of it. */
  async step(name, action) {
    this.steps += 1;
    const picture = join(this.pictures, `${String(this.steps).padStart(2, '0')}-${name.replaceAll(' ', '-')}`);
    try {
      await action();
      await this.page.screenshot({ path: `${picture}.png` });
      this.log(`${((Date.now() - this.begun) / 1_000).toFixed(1).padStart(6)} s  ${name}`);
    } catch (error) {
      await this.page.screenshot({ path: `${picture}-FAILED.png` }).catch(() => undefined);
      throw new Error(`Step '${name}': ${error.message}`, { cause: error });
    }
  }

  async close() {
    await this.browser.close();
  }

  // ---- commands, files, text ----

  /** Runs a command by its title. Lists show what was known when they were opened, so they are opened anew. */
  async run(title) {
    await until(`the command ${title}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      const box = this.page.locator('.quick-input-widget:visible input[type=text]').first();
      if (!(await soon(box.waitFor({ timeout: SOON })))) {
        return false;
      }
      await box.fill(`>${title}`);
      return soon(this.line(title).click({ timeout: SOON }));
    });
  }

  /** The line of the list in front that contains a text. */
  line(text) {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** Chooses a line of the list in front. */
  async choose(text) {
    await this.line(text).click();
  }

  /** Types into the box in front whose prompt or title contains a text. */
  async answer(prompt, text) {
    await this.page.locator('.quick-input-widget:visible', { hasText: prompt }).waitFor();
    const box = this.page.locator('.quick-input-widget:visible input').first();
    await box.fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget:visible', { hasText: prompt }).waitFor({ state: 'hidden' });
  }

  tab(name) {
    return this.page.locator('.tabs-container .tab', { hasText: name }).first();
  }

  /** Brings a file of the workspace to the front, with the focus. */
  async show(name) {
    if ((await this.tab(name).count()) > 0) {
      await this.tab(name).click();
    } else {
      await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
      await this.tab(name).waitFor();
    }
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** Puts the cursor of the file in front on a line; at its end, without a column. */
  async goTo(line, column) {
    await until(`line ${line}`, async () => {
      await this.page.keyboard.press('Control+G');
      const box = this.page.locator('.quick-input-widget:visible input').first();
      if (!(await soon(box.waitFor({ timeout: SOON })))) {
        return false;
      }
      await box.fill(`:${line}:${column ?? 1}`);
      await this.page.keyboard.press('Enter');
      await box.waitFor({ state: 'hidden' });
      return soon(this.page.locator('.statusbar', { hasText: `Ln ${line}, Col` }).waitFor({ timeout: SOON }));
    });
    // Keys that are pressed before the editor has the focus again are lost.
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    if (column === undefined) {
      await this.page.keyboard.press('End');
    }
  }

  /** Types into the file in front, and waits until it is there. */
  async type(text) {
    await this.page.keyboard.type(text);
    await this.written(text.trim().split('\n').pop());
  }

  /** Waits until the file in front contains a text. */
  async written(text) {
    await until(`'${text}' in the file`, async () => (await this.text()).includes(text));
  }

  /** The lines that can be seen of the file in front. */
  async text() {
    return this.page.evaluate(() => {
      const lines = [...document.querySelectorAll('.editor-group-container.active .editor-instance .view-line')];
      return lines
        .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
        .map(line => line.textContent.replaceAll('\u00a0', ' '))
        .join('\n');
    });
  }

  /** Asks for suggestions until one contains a text. */
  async suggestion(text) {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
    await until(`the suggestion ${text}`, async () => {
      await this.page.keyboard.press('Control+Space');
      return soon(row.waitFor({ timeout: SOON }));
    });
    return row;
  }

  // ---- messages ----

  /** The message in the corner that contains a text. */
  message(text) {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }

  /** Presses a button of a message in the corner. */
  async press(text, button) {
    await this.message(text).getByRole('button', { name: button, exact: true }).click();
  }

  async clearMessages() {
    await this.run('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }

  /** The question in the middle of the window. */
  dialogue(text) {
    return this.page.locator('.monaco-dialog-box', { hasText: text });
  }

  /** Answers the question in the middle of the window. */
  async reply(text, button) {
    await this.dialogue(text).getByRole('button', { name: button, exact: true }).click();
    await this.dialogue(text).waitFor({ state: 'hidden' });
  }

  statusItem(text) {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  // ---- pages in tabs ----

  /** The page in a tab in which something can be seen. */
  async pageWith(selector) {
    return until(`a page with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (await frame.locator(selector).first().isVisible().catch(() => false)) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** What the browser opens because of an action, behind the editor's question whether it may. */
  async opened(action) {
    const opening = this.context.waitForEvent('page');
    await action();
    await this.reply('open the external website', 'Open');
    return opening;
  }

  // ---- the terminal ----

  /** Opens a terminal of a profile, and waits for its first line. */
  async openTerminal(profile, firstLine) {
    if ((await this.page.locator('.terminal-wrapper').count()) === 0) {
      // Before there is a terminal, the editor may not have heard of the profiles of extensions.
      await this.run('Terminal: Create New Terminal');
      await this.page.locator('.terminal-wrapper.active .xterm-rows').waitFor();
    }
    await until(`the profile ${profile}`, async () => {
      await this.run('Create New Terminal (With Profile)');
      const row = this.page.locator('.quick-input-widget:visible .monaco-list-row').getByText(profile, { exact: true }).first();
      return soon(row.click({ timeout: SOON }));
    });
    await this.terminalShows(firstLine);
    await this.page.locator('.terminal-wrapper.active .xterm-helper-textarea').last().focus();
  }

  /** The lines that can be seen in the terminal in front. */
  async terminalText() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.terminal-wrapper.active .xterm-rows > div')].map(row => row.textContent.replaceAll('\u00a0', ' ').trimEnd()).join('\n'),
    );
  }

  /** Waits until the terminal shows a text, which may be broken over lines. */
  async terminalShows(text) {
    const close = shown => shown.replaceAll(/\s/g, '');
    await until(`'${text}' in the terminal`, async () => close(await this.terminalText()).includes(close(text)));
  }

  /** Types a line into the terminal in front. */
  async enter(line) {
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }
}
