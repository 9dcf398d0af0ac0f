import { IMAGE_LIMITS } from '../../../shared/domain/documents/file-kinds.ts';
import { canvasOf, type Drawn } from './drawn.ts';

/** A picture as a paper of one page, upright as its camera says. Throws where it cannot be read. */
export async function drawPicture(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<Drawn> {
  const picture = await createImageBitmap(new Blob([bytes], { type: mediaType }));
  const { width, height } = picture;
  if (width * height > IMAGE_LIMITS.pixels) {
    picture.close();
    throw new RangeError('more pixels than the vault takes');
  }
  return {
    pages: 1,
    sizeOf: async () => ({ width, height }),
    draw: async (_page, scale, turn) => {
      const lies = turn % 2 === 1;
      const { canvas, context } = canvasOf((lies ? height : width) * scale, (lies ? width : height) * scale);
      context.imageSmoothingQuality = 'high';
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((turn * Math.PI) / 2);
      context.scale(scale, scale);
      context.drawImage(picture, -width / 2, -height / 2);
      return canvas;
    },
    close: () => picture.close(),
  };
}
