import { createServer, type Server } from 'node:net';

/** The house is for the person at this machine: nothing it opens can be reached from another. */
export const LOOPBACK = '127.0.0.1';

/** A mistake of the person who started us, told in a sentence and without a stack. */
export class StartError extends Error {}

/** Listens on the loopback address and answers the port; 0 takes any free one. Throws StartError when the port cannot be had. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen({ port, host: LOOPBACK }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Throws StartError when the port is taken, before minutes are spent on work that needs it. */
export async function claimable(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  const other = port < 1024 ? 3000 : port + 1;
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `端口 ${port} 已被占用，请换一个：PORT=${other} npm start\nPort ${port} is taken. Choose another: PORT=${other} npm start`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartError(
      `没有权限使用端口 ${port}，请换一个：PORT=${other} npm start\nPort ${port} is not allowed. Choose another: PORT=${other} npm start`,
    );
  }
  return error;
}
