"""How a display looks. Every colour stands with its background, for light and for dark."""

from __future__ import annotations

STYLE = """
.ale-moderation{color-scheme:light dark;box-sizing:border-box;max-width:54rem;margin:.4rem 0;
padding:.2rem 1rem .8rem;border:1px solid light-dark(#c3c9cf,#4a5057);border-radius:.5rem;
background:light-dark(#fff,#16191c);color:light-dark(#1b1b1b,#ececec);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
body[data-jp-theme-light=true] .ale-moderation{color-scheme:light}
body[data-jp-theme-light=false] .ale-moderation{color-scheme:dark}
.ale-moderation :is(h2,h3,h4){color:inherit;font-family:inherit;line-height:1.3;font-weight:600}
.ale-moderation h2{font-size:1.15rem;margin:.7rem 0}
.ale-moderation h3{font-size:1.05rem;margin:1rem 0 .3rem}
.ale-moderation h4{font-size:1rem;margin:.8rem 0 .2rem}
.ale-moderation .proposal{display:inline-block;padding:.15rem .7rem;border-radius:.4rem;
border:2px solid currentColor}
.ale-moderation .keep{background:light-dark(#e4f3e6,#12351b);color:light-dark(#14532d,#b7ebc3)}
.ale-moderation .answer{background:light-dark(#e1effa,#0f304d);color:light-dark(#0b4a7f,#b9ddfb)}
.ale-moderation .register{background:light-dark(#f1e8fb,#352250);color:light-dark(#54248a,#ddc6fb)}
.ale-moderation .hide{background:light-dark(#fff1d6,#40300a);color:light-dark(#6b4300,#ffdf9e)}
.ale-moderation .remove{background:light-dark(#fde6e4,#4a1512);color:light-dark(#8c1d14,#ffc7c1)}
.ale-moderation .comment{margin:.6rem 0;padding:.5rem .9rem;font-size:1.05rem;line-height:1.9;
border:0;border-left:.3rem solid light-dark(#8a9199,#7b838b);
background:light-dark(#f5f6f8,#20252a);color:inherit}
.ale-moderation .entities{white-space:pre-wrap}
.ale-moderation mark{padding:.1em .35em;border-radius:.35em;border-bottom:.16em solid currentColor;
-webkit-box-decoration-break:clone;box-decoration-break:clone;
background:light-dark(#dfe7ef,#33414f);color:light-dark(#1b1b1b,#f2f2f2)}
.ale-moderation mark span{font-size:.78em;font-weight:600;margin-left:.5em;white-space:normal}
.ale-moderation mark.confidential{background:light-dark(#fbd3d0,#6b1f1a)}
.ale-moderation mark.offensive{background:light-dark(#fcdcbf,#63370c)}
.ale-moderation mark.personal_data{background:light-dark(#ffeaa6,#554300)}
.ale-moderation mark:is(.spam,.advertising){background:light-dark(#e6d9f1,#44295c)}
.ale-moderation :is(ul,ol){margin:.2rem 0 .2rem 1.2rem;padding:0}
.ale-moderation li{margin:.35rem 0}
.ale-moderation ul.duties{list-style:none;margin-left:0}
.ale-moderation label{display:flex;gap:.6rem;align-items:flex-start}
.ale-moderation input[type=checkbox]{flex:none;width:1.1rem;height:1.1rem;margin:.2rem 0 0}
.ale-moderation li blockquote,.ale-moderation section blockquote{margin:.25rem 0;
padding:0 0 0 .8rem;border:0;border-left:.15rem solid light-dark(#c3c9cf,#4a5057);color:inherit;
background:none}
.ale-moderation :is(cite,small,.rule,code){font-size:.875rem;font-style:normal;background:none;
color:light-dark(#4b535b,#b9c1c9)}
.ale-moderation .rule{margin:.1rem 0}
.ale-moderation .human{padding:.5rem .9rem;border-radius:.4rem;border:2px solid currentColor;
background:light-dark(#fff1d6,#40300a);color:light-dark(#6b4300,#ffdf9e)}
.ale-moderation dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.2rem 0}
.ale-moderation dt{font-weight:600}
.ale-moderation dd{margin:0}
.ale-moderation .scroll{overflow-x:auto}
.ale-moderation table{border-collapse:collapse;margin:.3rem 0;font-size:.95rem;color:inherit}
.ale-moderation caption{text-align:left;font-weight:600;padding:.3rem 0;color:inherit}
.ale-moderation :is(th,td){text-align:left;vertical-align:top;white-space:normal;
padding:.25rem .9rem .25rem 0;border:0;border-bottom:1px solid light-dark(#d9dde1,#3a4046)}
.ale-moderation tr{background:none}
.ale-moderation summary{cursor:pointer;padding:.25rem 0}
.ale-moderation details>.case{padding-left:1rem}
"""
