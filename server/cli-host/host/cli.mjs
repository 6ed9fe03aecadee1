// The CLI itself, changed so that several runs share it: what it keeps in global variables is each run's own, commands
// are made anew for each run, and what it would ask, look up or store comes from the server.

import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { adapterOf } from './adapter.mjs';
import { standInFor } from './claims.mjs';
import { makeFaithful } from './faithful.mjs';
import { TYPE } from './frames.mjs';
import { currentRun, RunIsOver } from './runs.mjs';
import { leaveOutTelemetry } from './telemetry.mjs';

const FAR_FUTURE = '2099-12-31T00:00:00.000Z';

/** Loads the CLI from the folder of its package. */
export async function loadCli(folder) {
  const root = realpathSync(folder);
  leaveOutTelemetry(root);
  const load = file => import(pathToFileURL(path.join(root, 'dist', file)).href);
  const [{ cli }, { default: request }, { default: auth, Connection }, { telemetry }, { prompt }, { timings }, { default: Command }]
    = await Promise.all(['cli/cli.js', 'request.js', 'Auth.js', 'telemetry.js', 'utils/prompt.js', 'cli/timings.js', 'Command.js'].map(load));

  shareFields(cli, ['commands', 'commandToExecute', 'currentCommandName', 'optionsFromArgs']);
  shareFields(request, ['_logger', '_debug']);
  shareFields(auth, ['_connection']);
  shareFields(timings, Object.keys(timings), () => []);
  await sharePermissions(load);
  telemetry.trackEvent = async () => {};
  settings(cli);
  makeFaithful(cli, root);
  commands(cli, Command, root, () => knowSite(auth));
  connections(auth);
  prompts(prompt);
  requests(request);

  return {
    version: createRequire(pathToFileURL(path.join(root, 'package.json')))('./package.json').version,
    execute: async run => {
      auth._connection = connectionOf(run.order, new Connection(), auth);
      try {
        await cli.execute([...run.order.arguments]);
      } catch (error) {
        if (!run.isOver) {
          await cli.closeWithError(error, cli.optionsFromArgs ?? { options: {} });
        }
      }
      run.finish(0);
    }
  };
}

/** What an application is to be allowed is collected beside the commands: the next application must not get it too. */
async function sharePermissions(load) {
  // Older versions do not have it.
  const { entraApp } = await load('utils/entraApp.js').catch(() => ({}));
  if (entraApp?.appPermissions) {
    shareFields(entraApp, ['appPermissions'], () => []);
  }
}

/** Makes fields of an object each run's own. Outside of runs they are as they were. */
function shareFields(object, names, initial = () => undefined) {
  for (const name of names) {
    let outside = object[name];
    Object.defineProperty(object, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const run = currentRun();
        if (run === undefined) {
          return outside;
        }
        const fields = fieldsOf(run, object);
        if (!(name in fields)) {
          fields[name] = initial();
        }
        return fields[name];
      },
      set: value => {
        const run = currentRun();
        if (run === undefined) {
          outside = value;
        } else {
          fieldsOf(run, object)[name] = value;
        }
      }
    });
  }
}

function fieldsOf(run, object) {
  if (!run.fields.has(object)) {
    run.fields.set(object, {});
  }
  return run.fields.get(object);
}

/** Settings are those of the order, and the server keeps them; the user's file of them is neither read nor written. */
function settings(cli) {
  cli.getSettingWithDefaultValue = (name, otherwise) => currentRun()?.order.settings[name] ?? otherwise;
  const refuse = () => { throw new Error('Settings are taken back with the command "cli config reset" alone.'); };
  cli.getConfig = () => {
    const run = currentRun();
    const all = run?.order.settings ?? {};
    const set = (name, value) => {
      run.check();
      all[name] = value;
      run.send(TYPE.SETTING, 0, { name, value: String(value) });
    };
    return { all, get: name => all[name], set, delete: refuse, clear: refuse };
  };
}

function commands(cli, Command, root, knowSite) {
  cli.loadCommandFromFile = async file => {
    const module = await import(pathToFileURL(path.join(root, 'dist', 'm365', file)).href);
    if (!(module.default instanceof Command)) {
      return;
    }
    const run = currentRun();
    const help = cli.commands.find(command => command.file === file)?.help;
    const command = listened(anew(module.default), run);
    const processOptions = command.processOptions.bind(command);
    command.processOptions = async options => {
      run.readsArguments = false;
      if (Object.values(options).some(value => typeof value === 'string' && value.startsWith('/'))) {
        await knowSite();
      }
      return processOptions(options);
    };
    cli.commandToExecute = cli.getCommandInfo(command, file, help);
    run.helpFile = path.join(root, 'docs', 'docs', 'cmd', help ?? '');
    run.readsArguments = true;
  };

  // Commands that run others do it with the one instance that all of them share.
  const execute = cli.executeCommand;
  cli.executeCommand = (command, args) => {
    const run = currentRun();
    return execute(command === cli.commandToExecute.command ? command : listened(anew(command), run), args);
  };
  const executeWithOutput = cli.executeCommandWithOutput;
  cli.executeCommandWithOutput = (command, args, listener) => executeWithOutput(anew(command), args, listener);

  const close = cli.closeWithError;
  cli.closeWithError = async (error, ...rest) => {
    currentRun()?.check();
    if (error instanceof RunIsOver) {
      throw error;
    }
    return close(error, ...rest);
  };
}

/** Commands keep what they found out in fields, such as the site of their last run. */
function anew(command) {
  return new command.constructor();
}

/** Tells the server what a command prints before it is formatted. */
function listened(command, run) {
  if (run.order.faithful) {
    run.printed.add(command);
  }
  const action = command.action.bind(command);
  command.action = (logger, args) => action({
    ...logger,
    log: message => {
      run.tellValue(message);
      return logger.log(message);
    },
    logRaw: message => {
      run.tellValue(message);
      return logger.logRaw(message);
    }
  }, args);
  return command;
}

function connectionOf(order, connection, auth) {
  if (order.connection === undefined) {
    return connection;
  }
  const { claims, site, siteTenant, ...facts } = order.connection;
  Object.assign(connection, facts, { active: true, claims });
  if (site) {
    connection.spoUrl = site;
  }
  if (siteTenant) {
    connection.spoTenantId = siteTenant;
  }
  // Commands look at the claims of the token for Graph before they ask for any.
  const graph = auth.constructor.getEndpointForResource('https://graph.microsoft.com', connection.cloudType);
  connection.accessTokens = { [graph]: { accessToken: standInFor(graph, claims), expiresOn: FAR_FUTURE } };
  return connection;
}

function connections(auth) {
  auth.restoreAuth = async () => {};
  auth.ensureAccessToken = async resource => {
    await currentRun().goOn();
    const accessToken = standInFor(resource, auth.connection.claims ?? {});
    auth.connection.accessTokens[resource] = { accessToken, expiresOn: FAR_FUTURE };
    return accessToken;
  };
  auth.storeConnectionInfo = async () => {
    const { spoUrl, spoTenantId } = auth.connection;
    currentRun().send(TYPE.LEARNT, 0, { site: spoUrl ?? '', siteTenant: spoTenantId ?? '' });
  };
  auth.getAllConnections = async () => [];
}

/** The CLI completes addresses that begin with a slash only if it knows the tenant's. */
async function knowSite(auth) {
  if (auth.connection.active && !auth.connection.spoUrl) {
    auth.connection.spoUrl = (await currentRun().ask({ kind: 'site' })).text || undefined;
  }
}

function prompts(prompt) {
  prompt.forInput = async config => {
    const { text } = await currentRun().ask({ kind: 'input', message: config.message, proposal: config.default ?? '' });
    return text;
  };
  // Nothing runs that was not confirmed, with its whole argument list, before.
  prompt.forConfirmation = async () => {
    await currentRun().goOn();
    return true;
  };
  prompt.forSelection = async config => {
    const choices = config.choices.filter(choice => choice.type !== 'separator' && !choice.disabled);
    const names = choices.map(choice => String(choice.name ?? choice.value));
    const { choice } = await currentRun().ask({ kind: 'choice', message: config.message, choices: names });
    return choices[choice].value;
  };
}

/** `--debug` shows requests in its own run alone, and no stand-in for a token. */
function requests(request) {
  request.req.defaults.adapter = adapterOf(request.req);
  Object.defineProperty(request, 'debug', { configurable: true, set: value => { request._debug = value; } });
  const show = async (title, values) => {
    await request.logger.logToStderr(title);
    await request.logger.logToStderr(JSON.stringify(values, null, 2));
  };
  request.req.interceptors.request.use(async config => {
    if (request._debug && request.logger) {
      const { url, method, responseType, decompress, data } = config;
      await show('Request:', { url, method, headers: shown(config.headers), responseType, decompress, ...(responseType === 'stream' ? {} : { data }) });
    }
    return config;
  });
  request.req.interceptors.response.use(async response => {
    if (request._debug && request.logger) {
      const { status, statusText, headers, data } = response;
      const isJson = String(headers['content-type'] ?? '').includes('json');
      await show('Response:', { url: response.config.url, status, statusText, headers, ...(isJson ? { data } : {}) });
    }
    return response;
  }, async error => {
    if (request._debug && request.logger) {
      const { status, statusText, headers } = error.response ?? {};
      await show('Request error:', { url: error.config?.url, status, statusText, headers, error: error.error });
    }
    throw error;
  });
}

function shown(headers) {
  return Object.fromEntries(Object.entries(headers.toJSON?.() ?? headers)
    .map(([name, value]) => [name, name.toLowerCase() === 'authorization' ? '***' : value]));
}
