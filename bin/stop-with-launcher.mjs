/**
 * Loaded before the program by launch.mjs: the launcher holds the other end of a channel, so when it dies of
 * `kill -9`, of which it can tell nobody, the program learns it here and stops as on SIGTERM instead of living on
 * as an orphan that holds the port. Worker threads load this too and have no channel.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The listener alone would keep the program alive when its work is done.
  process.channel.unref();
}
