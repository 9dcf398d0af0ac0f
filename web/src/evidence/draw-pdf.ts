import { getDocument, PDFWorker, TextLayer, VerbosityLevel, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { IMAGE_LIMITS } from '../../../shared/domain/documents/file-kinds.ts';
import { pdfFilesAt } from '../../pdf-files.ts';
import { canvasOf, type Drawn } from './drawn.ts';
import { startPdfWorker } from './pdf-worker.ts';

const FILES = `/${pdfFilesAt(version)}`;

/**
 * A PDF, read by a worker that ends with it and drawn here. Of what a PDF may hold, nothing acts: no script, no form, no link, no file from
 * elsewhere. Decoders in WebAssembly would need more of the page policy than it gives; theirs in plain script do the same more slowly.
 * Throws where it cannot be read, or asks for a password.
 */
export async function drawPdf(data: Uint8Array<ArrayBuffer>): Promise<Drawn> {
  const port = startPdfWorker(`${FILES}worker.js`);
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data,
    worker,
    cMapUrl: `${FILES}cmaps/`,
    standardFontDataUrl: `${FILES}standard_fonts/`,
    wasmUrl: `${FILES}wasm/`,
    useWasm: false,
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: IMAGE_LIMITS.pixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  const close = () => {
    void task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  const broken = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new Error('the worker of the PDF ended')));
  });
  // It also ends a reading nobody waits for any more.
  broken.catch(() => undefined);
  try {
    const pdf = await Promise.race([task.promise, broken]);
    const pageOf = (page: number) => pdf.getPage(page + 1);
    const viewportOf = async (page: number, scale: number, turn: number) => {
      const one = await pageOf(page);
      return { one, viewport: one.getViewport({ scale, rotation: (one.rotate + turn * 90) % 360 }) };
    };
    return {
      pages: pdf.numPages,
      sizeOf: async (page) => {
        const { viewport } = await viewportOf(page, 1, 0);
        return { width: viewport.width, height: viewport.height };
      },
      draw: async (page, scale, turn) => {
        const { one, viewport } = await viewportOf(page, scale, turn);
        const { canvas } = canvasOf(viewport.width, viewport.height);
        await one.render({ canvas, viewport }).promise;
        return canvas;
      },
      words: async (page, scale, turn) => {
        const { one, viewport } = await viewportOf(page, scale, turn);
        const container = document.createElement('div');
        await new TextLayer({ textContentSource: one.streamTextContent(), container, viewport }).render();
        return container;
      },
      close,
    };
  } catch (reason) {
    close();
    throw reason;
  }
}
