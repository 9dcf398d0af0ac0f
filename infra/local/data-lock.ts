import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { StartError } from './port.ts';

/**
 * Holds a directory of state for this process, so that two engines never write one file. The lock is a name in the kernel's abstract
 * socket space (Linux): it is gone with the process, whichever way that ends, so no stale lock can block the next start.
 * @returns lets go of the directory
 * @throws StartError when another house holds it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const name = `\0rongqiao-${createHash('sha256').update(realpathSync(directory)).digest('hex')}`;
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(
              `数据目录 ${directory} 正被另一个融桥使用；换一个目录：DATA_DIR=.local-2 npm start\n` +
                `The state in ${directory} is in use by another running house. Choose another: DATA_DIR=.local-2 npm start`,
            )
          : error,
      ),
    );
    server.listen(name, resolve);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
