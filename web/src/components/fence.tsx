import { Component, type ReactNode } from 'react';
import { type WithTranslation, withTranslation } from 'react-i18next';

type Props = WithTranslation & { readonly children: ReactNode };

/** Keeps a fault of one page from taking the site with it: says so in words and offers to load the page again. */
class FenceView extends Component<Props, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    const { t } = this.props;
    return (
      <section className="page state" role="alert">
        <h1>{t('states.broken.title')}</h1>
        <p>{t('states.broken.text')}</p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t('states.reload')}
        </button>
      </section>
    );
  }
}

export const Fence = withTranslation()(FenceView);
