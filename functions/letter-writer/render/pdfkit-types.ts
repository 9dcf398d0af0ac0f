import type { Font } from 'fontkit';

/** What pdfkit 0.20 takes and its types, written for 0.17, do not know yet. */
declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      /** Which cells a header cell is about. */
      scope?: 'Row' | 'Column' | 'Both';
    }
    interface PDFFont {
      /** A font that is read already. */
      font(src: Font, size?: number): this;
    }
  }
}
