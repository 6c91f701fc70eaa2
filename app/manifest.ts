import type { MetadataRoute } from 'next'

/** Lets a browser install Tallybook as an application. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Tallybook',
    short_name: 'Tallybook',
    description: 'A trade journal for cTrader that adds up to the broker’s balance, to the cent.',
    id: '/dashboard',
    start_url: '/dashboard',
    display: 'standalone',
    background_color: '#faf9f6',
    theme_color: '#0e5f5a',
    icons: [
      { src: '/icons/tally-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/tally-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/tally-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Trades', url: '/trades' },
      { name: 'Upload a file', url: '/imports/new' },
    ],
  }
}
