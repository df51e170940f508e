"""The account pages, to be put under a language by the composition root."""

from litestar.types import ControllerRouterHandler

from pb.web.accounts import administration, links, listing, own, sign_in

ACCOUNT_ROUTES: tuple[ControllerRouterHandler, ...] = (
    sign_in.show_sign_in,
    sign_in.sign_in,
    sign_in.sign_out,
    links.show_link,
    links.use_link,
    own.show_account,
    own.show_password,
    own.change_password,
    listing.show_accounts,
    listing.show_new_account,
    listing.add_new_account,
    administration.show_one_account,
    administration.change_roles,
    administration.close_account,
    administration.reopen_account,
    administration.make_link,
)
