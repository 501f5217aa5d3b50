import { installedSoFar } from './installed.mjs';
import { say } from './say.mjs';

/**
 * Tells how many packages are in place: on a terminal in one line that is written over, elsewhere now and then.
 * @param {string} root
 * @returns {() => void} stops it
 */
export function showInstallProgress(root) {
  const terminal = process.stderr.isTTY === true;
  const line = () => {
    const { present, all } = installedSoFar(root);
    return `  ${present}/${all} 个软件包 / packages`;
  };
  const timer = setInterval(
    () => (terminal ? process.stderr.write(`\r${line()}`) : say(line())),
    terminal ? 500 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (terminal) say(`\r${line()}`);
  };
}
