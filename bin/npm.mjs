import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The npm that belongs to the running Node: the one that started us, else the one installed beside it, else what
 * PATH finds. `yarn start` and `pnpm start` name themselves in npm_execpath too, therefore the look at its name.
 * @returns {string[]} the command and its first arguments
 */
export function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && path.basename(started) === 'npm-cli.js' && existsSync(started))
    return [process.execPath, started];
  const beside = path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return existsSync(beside) ? [process.execPath, beside] : ['npm'];
}

/**
 * The environment for an npm inside an `npm start`: settings the person gave (registry, proxy) stay, what npm says
 * about the outer run goes. With npm_config_local_prefix of the outer one an install meant for
 * node_modules/node would happen in the root.
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentForNpm() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(package|lifecycle)_|^npm_(command|execpath|node_execpath)$|^npm_config_(local_)?prefix$/.test(
          name,
        ),
    ),
  );
}
